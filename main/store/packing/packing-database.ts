/** The connection of those who pack bodies or take them out of blocks. */
import Database from 'better-sqlite3';
import { usualWaitMs } from '../database.ts';

/**
 * A commit does not wait for the disk: were it lost, the bodies would be as they were before. What is deleted within a page
 * is overwritten, as everywhere.
 */
export function openPackingDatabase(path: string): Database.Database {
  const db = new Database(path, { timeout: usualWaitMs });
  for (const setting of ['synchronous = NORMAL', 'secure_delete = FAST', 'foreign_keys = ON', 'cache_size = -8192'])
    db.pragma(setting);
  return db;
}
