/** Opens the database file with the settings that durability and speed rest on, and brings its tables up to date. */
import Database from 'better-sqlite3';
import { Refusal } from '../../shared/error-codes.ts';
import { migrate, refuseNewer } from './migrate.ts';

/** How long a connection waits for another one that writes. In milliseconds. */
export const usualWaitMs = 5000;

/** The database at `path`, ready for use. Refusals: `newer-database`, `data-damaged`. */
export function openDatabase(path: string, now: () => number): Database.Database {
  const db = new Database(path, { timeout: usualWaitMs });
  try {
    refuseNewer(db, path);
    prepare(db, path, now);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Does SQLite say that the file is damaged, or none of its own? */
export function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code);
}

/** What SQLite could not read, as a refusal that says what to do; any other error as it is. */
export function damageRefusal(error: unknown, folder: string): unknown {
  if (!isDamage(error)) return error;
  const words = `The database in ${folder} is damaged (${error.message}). It can be repaired: what can be read is saved into a new one, and the damaged one is kept in the folder of backups.`;
  return new Refusal('data-damaged', words, { cause: error });
}

function prepare(db: Database.Database, path: string, now: () => number): void {
  // Must come before the first table: bodies of about 3 kB fit a 16 kB page without overflow pages.
  db.pragma('page_size = 16384');
  // Likewise: so that pages which nothing uses any more can go back to the disk, a few at a time.
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('journal_mode = WAL');
  prepareConnection(db, { cacheMiB: 32 });
  migrate(db, path, now());
}

/** What holds for one connection, of those that write. */
export function prepareConnection(db: Database.Database, { cacheMiB }: { cacheMiB: number }): void {
  // What a person has decided, and what is let go of because it is stored here, has to survive a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Checkpoints stall the writer; checkpoints.ts runs them in a thread of their own.
  db.pragma('wal_autocheckpoint = 0');
  db.pragma(`cache_size = ${String(-1024 * cacheMiB)}`);
  // After a storm the log goes back to a usual length, as soon as it begins anew.
  db.pragma('journal_size_limit = 8388608');
  db.pragma('temp_store = MEMORY');
  // What is deleted within a page is overwritten, which costs nothing; whole pages wait until a person is deleted.
  db.pragma('secure_delete = FAST');
}
