import type { JsonValue } from '../../../../shared/json.ts';
import type { QueryResult } from '../../../../shared/query.ts';

/** A result with these columns and rows; `hidden` are columns that were not asked for. */
export function aResult(columns: string[], rows: JsonValue[][], hidden: string[] = []): QueryResult {
  return {
    ...{ errors: [], warnings: [], executionTime: 0.1, rowcount: rows.length },
    ...{ selectionColumns: columns, columns: [...columns, ...hidden], rows },
  };
}
