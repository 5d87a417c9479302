/** Gives pages that nothing uses back to the disk. */
import type { Database } from 'better-sqlite3';

/** Pages of one step, which reports that arrive wait for, and those that stay for the next reports. */
const pagesAtATime = 64;
const keptPages = 16;

/** One step; false when there is nothing more to give. A file that was made without this ability keeps its pages. */
export function giveSomeBack(db: Database): boolean {
  if (db.pragma('auto_vacuum', { simple: true }) !== 2) return false;
  const free = db.pragma('freelist_count', { simple: true }) as number;
  if (free <= keptPages) return false;
  db.pragma(`incremental_vacuum(${String(Math.min(pagesAtATime, free - keptPages))})`);
  return true;
}
