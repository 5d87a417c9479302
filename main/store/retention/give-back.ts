/** Gives pages that nothing uses back to the disk. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../shared/error-codes.ts';
import { usedBytes } from './file-size.ts';

/** Pages of one step, and those that stay for the next reports. */
const pagesAtATime = 64;
const keptPages = 256;

/** One step; false when there is nothing more to give. A file that was made without this ability keeps its pages. */
export function giveSomeBack(db: Database): boolean {
  if (db.pragma('auto_vacuum', { simple: true }) !== 2) return false;
  const free = db.pragma('freelist_count', { simple: true }) as number;
  if (free <= keptPages) return false;
  db.pragma(`incremental_vacuum(${String(Math.min(pagesAtATime, free - keptPages))})`);
  return true;
}

/** Lets SQLite learn how its tables look now. */
export function tidy(db: Database): void {
  db.pragma('optimize');
}

/** How long this waits for others that write, and others for it. In milliseconds. */
const longestWaitMs = 60_000;
const usualWaitMs = 5000;

/**
 * Writes the whole file anew, from then on able to give pages back. The writer's lock is held all the while; a kill leaves
 * the file as it was. Refusals: `data-unwritable` where the disk has no room for a second copy and a log of it.
 */
export function compact(db: Database): void {
  const { bavail, bsize } = statfsSync(dirname(db.name));
  const needed = usedBytes(db) * 2.2;
  if (bavail * bsize < needed)
    throw new Refusal(
      'data-unwritable',
      `Writing the database anew needs ${String(Math.ceil(needed / 1_048_576))} MB of free disk, and there is less.`,
    );
  db.pragma(`busy_timeout = ${String(longestWaitMs)}`);
  // In memory it could be more than there is.
  db.pragma('temp_store = FILE');
  try {
    db.pragma('auto_vacuum = INCREMENTAL');
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.pragma('temp_store = MEMORY');
    db.pragma(`busy_timeout = ${String(usualWaitMs)}`);
  }
}
