/** What came of a query, in the form that Rollbar's clients read (rollbar.md 3.9.1). */
import type { QueryRows } from '../store/store.ts';

interface Asked {
  projectIds: number[];
  /** Unix seconds: when it ran. */
  timestamp: number;
}

/** The result as JSON. `seconds` is how long it took. */
export function successText({ projectIds, timestamp }: Asked, rows: QueryRows, seconds: number): string {
  const head = JSON.stringify({
    ...{ isSimpleSelect: rows.isSimpleSelect, errors: [], warnings: rows.warnings },
    ...{ executionTime: seconds, effectiveTimestamp: timestamp, rowcount: rows.rowcount, projectIds },
    ...{ selectionColumns: rows.selectionColumns, columns: rows.columns },
  });
  // The rows are JSON already, and may be millions of characters.
  return `${head.slice(0, -1)},"rows":${rows.rows}}`;
}

/** The result, as JSON, of a query that has none; `error` says why, as a sentence. */
export function failureText({ projectIds, timestamp }: Asked, error: string): string {
  return JSON.stringify({
    ...{ isSimpleSelect: false, errors: [error], warnings: [], executionTime: 0, effectiveTimestamp: timestamp },
    ...{ rowcount: 0, projectIds, selectionColumns: [], columns: [], rows: [] },
  });
}
