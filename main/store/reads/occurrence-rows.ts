/** Pages of an item's occurrences with values of their payloads, and their bodies for an export. */
import type { Database } from 'better-sqlite3';
import type { Page } from '../../../shared/contract.ts';
import type {
  ExportedLines,
  OccurrenceChoice,
  OccurrenceOrder,
  OccurrenceRow,
} from '../../../shared/occurrence-row.ts';
import { bodyTable } from '../bodies.ts';
import { levelOf } from '../codes.ts';
import { uuidText } from '../occurrences.ts';
import { cellOf, payloadOf, valueAt } from './payload.ts';

export interface RowsWanted extends OccurrenceChoice {
  /** Paths within the payloads. */
  columns: string[];
  order: OccurrenceOrder;
  cursor: string | null;
  limit: number;
}

interface Row {
  id: number;
  uuid: Buffer | string;
  occurred_at: number;
  received_at: number;
  environment: string;
  level: number;
  release: string | null;
  person_id: string | null;
}

/** The queries of a page; the newest first, and the oldest first. */
export const rowsSql = {
  newest: pageSql('<', 'DESC'),
  oldest: pageSql('>', 'ASC'),
};

function pageSql(beyond: '<' | '>', direction: 'ASC' | 'DESC'): string {
  return `
    SELECT occurrence.id, uuid, occurred_at, received_at, environment.name AS environment, level, release, person_id
    FROM occurrence JOIN environment ON environment.id = occurrence.environment_id
    WHERE item_id = @itemId AND occurrence.id ${beyond} @from
      AND (@ids IS NULL OR occurrence.id IN (SELECT value FROM json_each(@ids)))
    ORDER BY occurrence.id ${direction} LIMIT @limit`;
}

/** By key: a late page costs what the first does. Bodies are read only for columns that need them. */
export function occurrenceRows(db: Database, wanted: RowsWanted): Page<OccurrenceRow> {
  const { columns, limit } = wanted;
  const bodies = bodyTable(db);
  const rows = pageOf(db, wanted);
  const valuesOf = (id: number): OccurrenceRow['values'] => {
    if (columns.length === 0) return [];
    const payload = payloadOf(bodies.read(id));
    return columns.map((path) => cellOf(valueAt(payload, path)));
  };
  return {
    rows: rows.map((row) => ({
      id: row.id,
      uuid: uuidText(row.uuid),
      occurredAt: row.occurred_at,
      receivedAt: row.received_at,
      environment: row.environment,
      level: levelOf(row.level),
      release: row.release,
      personId: row.person_id,
      values: valuesOf(row.id),
    })),
    next: rows.length === limit ? String(rows.at(-1)?.id) : null,
  };
}

/** In UTF-16 units: what one answer may carry, the last body not counted. */
const longestAnswer = 4_000_000;

export function exportLines(
  db: Database,
  wanted: OccurrenceChoice & Pick<RowsWanted, 'cursor' | 'limit'>,
): ExportedLines {
  const bodies = bodyTable(db);
  const rows = pageOf(db, { ...wanted, order: 'newest' });
  const lines: string[] = [];
  let length = 0;
  for (const row of rows) {
    const line = lineOf(row, bodies.read(row.id));
    lines.push(line);
    length += line.length;
    if (length > longestAnswer) return { lines, next: String(row.id) };
  }
  return { lines, next: rows.length === wanted.limit ? String(rows.at(-1)?.id) : null };
}

function lineOf(row: Row, text: string | undefined): string {
  const { id, uuid, received_at: receivedAt, environment } = row;
  return JSON.stringify({ id, uuid: uuidText(uuid), received_at: receivedAt, environment, data: payloadOf(text) });
}

function pageOf(db: Database, wanted: Omit<RowsWanted, 'columns'>): Row[] {
  const { itemId, ids, order, cursor, limit } = wanted;
  const start = order === 'newest' ? Number.MAX_SAFE_INTEGER : 0;
  const from = cursor === null ? start : Number(cursor);
  // A cursor that is none of ours finds nothing.
  if (!Number.isSafeInteger(from)) return [];
  return db
    .prepare<[object], Row>(rowsSql[order])
    .all({ itemId, from, limit, ids: ids === null ? null : JSON.stringify(ids) });
}
