/** Opens the database file with the settings that durability and speed rest on, and brings its tables up to date. */
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

/** How long a connection waits for another one that writes. In milliseconds. */
export const usualWaitMs = 5000;

/** The database at `path`, ready for use. Refusals: `newer-database`. */
export function openDatabase(path: string, now: () => number): Database.Database {
  const db = new Database(path, { timeout: usualWaitMs });
  // Must come before the first table: bodies of about 3 kB fit a 16 kB page without overflow pages.
  db.pragma('page_size = 16384');
  // Likewise: so that pages which nothing uses any more can go back to the disk, a few at a time.
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('journal_mode = WAL');
  prepareConnection(db, { cacheMiB: 32 });
  migrate(db, path, now());
  return db;
}

/** What holds for one connection, of those that write. */
export function prepareConnection(db: Database.Database, { cacheMiB }: { cacheMiB: number }): void {
  // What a person has decided, and what is let go of because it is stored here, has to survive a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Checkpoints stall the writer; checkpoints.ts runs them in a thread of their own.
  db.pragma('wal_autocheckpoint = 0');
  db.pragma(`cache_size = ${String(-1024 * cacheMiB)}`);
  db.pragma('temp_store = MEMORY');
  // What is deleted within a page is overwritten, which costs nothing; whole pages wait until a person is deleted.
  db.pragma('secure_delete = FAST');
}
