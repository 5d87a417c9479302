/** Pages of an item's occurrences with values of their payloads, and their bodies for an export. */
import type { Database } from 'better-sqlite3';
import type { Page } from '../../../shared/contract.ts';
import type {
  ExportedLines,
  OccurrenceChoice,
  OccurrenceOrder,
  OccurrenceRow,
} from '../../../shared/occurrence-row.ts';
import type { FoundOccurrence } from '../../../shared/found-occurrence.ts';
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

/** The occurrences of these ids in their order; those that are not there any more are left out. */
export function foundRows(
  db: Database,
  { ids, columns }: { ids: readonly number[]; columns: readonly string[] },
): FoundOccurrence[] {
  const found = db
    .prepare<[string], Row & { item_id: number; project_id: number; title: string }>(foundSql)
    .all(JSON.stringify(ids));
  const rows = new Map(found.map((row) => [row.id, row]));
  const read = rowReader(db, columns);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [{ ...read(row), itemId: row.item_id, projectId: row.project_id, title: row.title }] : [];
  });
}

const foundSql = `
  SELECT occurrence.id, uuid, occurred_at, received_at, environment.name AS environment, occurrence.level, release,
    person_id, item_id, occurrence.project_id, item.title
  FROM json_each(?) AS wanted JOIN occurrence ON occurrence.id = wanted.value
  JOIN environment ON environment.id = occurrence.environment_id JOIN item ON item.id = occurrence.item_id`;

/** By key: a late page costs what the first does. Bodies are read only for columns that need them. */
export function occurrenceRows(db: Database, wanted: RowsWanted): Page<OccurrenceRow> {
  const rows = pageOf(db, wanted);
  return {
    rows: rows.map(rowReader(db, wanted.columns)),
    next: rows.length === wanted.limit ? String(rows.at(-1)?.id) : null,
  };
}

function rowReader(db: Database, columns: readonly string[]): (row: Row) => OccurrenceRow {
  const bodies = bodyTable(db);
  const valuesOf = (id: number): OccurrenceRow['values'] => {
    if (columns.length === 0) return [];
    const payload = payloadOf(bodies.read(id));
    return columns.map((path) => cellOf(valueAt(payload, path)));
  };
  return (row) => ({
    id: row.id,
    uuid: uuidText(row.uuid),
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    environment: row.environment,
    level: levelOf(row.level),
    release: row.release,
    personId: row.person_id,
    values: valuesOf(row.id),
  });
}

/** In UTF-16 units: what one answer may carry, the last body not counted. */
const longestAnswer = 4_000_000;

export function exportLines(
  db: Database,
  wanted: OccurrenceChoice & Pick<RowsWanted, 'cursor' | 'limit'>,
): ExportedLines {
  const rows = pageOf(db, { ...wanted, order: 'newest' });
  const { lines, next } = linesOf(db, rows);
  return { lines, next: next ?? (rows.length === wanted.limit ? String(rows.at(-1)?.id) : null) };
}

/** The occurrences of these ids in their order; `next` is the last one of them when not all fit into one answer. */
export function foundLines(db: Database, { ids }: { ids: readonly number[] }): ExportedLines {
  const rows = new Map(
    db
      .prepare<[string], Row>(foundSql)
      .all(JSON.stringify(ids))
      .map((row) => [row.id, row]),
  );
  return linesOf(
    db,
    ids.flatMap((id) => rows.get(id) ?? []),
  );
}

function linesOf(db: Database, rows: readonly Row[]): ExportedLines {
  const bodies = bodyTable(db);
  const lines: string[] = [];
  let length = 0;
  for (const row of rows) {
    const line = lineOf(row, bodies.read(row.id));
    lines.push(line);
    length += line.length;
    if (length > longestAnswer) return { lines, next: String(row.id) };
  }
  return { lines, next: null };
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
