/** How much of the database's file is used, and by what that can be deleted. */
import type { Database } from 'better-sqlite3';
import { rowBytes } from './walk-item.ts';

export function freeBytes(db: Database): number {
  return number(db, 'freelist_count') * number(db, 'page_size');
}

/** Of the database's file. */
export function usedBytes(db: Database): number {
  return number(db, 'page_count') * number(db, 'page_size') - freeBytes(db);
}

/** So much more is used than `limit`. Symbol files do not count: no deleted report makes them smaller. */
export function bytesOver(db: Database, limit: number | null): number {
  if (limit === null) return 0;
  const symbols = db.prepare<[], number>('SELECT coalesce(sum(length(packed)), 0) FROM symbol_blob').pluck().get() ?? 0;
  return Math.max(0, usedBytes(db) - symbols - limit);
}

const sampleSize = 400;

/** What an occurrence takes with its report and its entries in indexes, from some of the stored ones. */
export function bytesPerOccurrence(db: Database, projectId: number | null = null): number {
  const span = db
    .prepare<[number | null], { low: number | null; high: number | null }>(
      projectId === null
        ? 'SELECT min(id) AS low, max(id) AS high FROM occurrence WHERE ? IS NULL'
        : `SELECT min(id) AS low, max(id) AS high FROM occurrence WHERE project_id = ?`,
    )
    .get(projectId);
  if (!span || span.low === null || span.high === null) return rowBytes;
  const one = db.prepare<[object], { id: number; bytes: number }>(
    `SELECT id, coalesce((SELECT octet_length(text) FROM fresh_body WHERE occurrence_id = id),
         (SELECT length(bytes) FROM packed_body WHERE occurrence_id = id), 0) AS bytes
       FROM occurrence WHERE ${projectId === null ? '' : 'project_id = @projectId AND'} id >= @from ORDER BY id LIMIT 1`,
  );
  const stride = Math.max(1, (span.high - span.low) / sampleSize);
  let sum = 0;
  let count = 0;
  for (let from = span.low; from <= span.high; from += stride) {
    const row = one.get({ projectId, from: Math.floor(from) });
    if (!row) break;
    sum += row.bytes;
    count += 1;
  }
  return rowBytes + sum / Math.max(1, count);
}

function number(db: Database, pragma: string): number {
  return db.pragma(pragma, { simple: true }) as number;
}
