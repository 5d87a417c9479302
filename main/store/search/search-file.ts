/**
 * The file that the search index lives in, beside the database. It can be made of the reports at any time, so whatever
 * is wrong with it is mended by throwing it away. One thread writes it (`search-indexer.ts`); searches read it attached to
 * the database.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { usualWaitMs } from '../database.ts';
import { openForReading } from '../rql/run-query.ts';
import { createSearchTables, searchVersion } from './search-tables.ts';

/** How far the index is. */
export interface SearchProgress {
  /** Reports up to this id have been read. */
  occurrenceId: number;
  /** Of what was to be forgotten, the last that has been done. */
  forgottenId: number;
  /** Items that are to be read again. */
  again: number;
}

export function searchPathOf(databasePath: string): string {
  return join(dirname(databasePath), 'search.db');
}

/**
 * Makes sure that the database has an index that can be read, and says how far that is. One that is missing, broken, of
 * another version or ahead of the database is begun anew. Nobody else may have it open then.
 */
export function prepareSearchFile(db: Database.Database): SearchProgress {
  const path = searchPathOf(db.name);
  return usableProgress(path, db) ?? beginSearchFile(path);
}

/** Throws away what is there and begins an empty index. */
export function beginSearchFile(path: string): SearchProgress {
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  const db = openSearchFile(path);
  try {
    db.transaction(() => {
      createSearchTables(db);
      db.pragma(`user_version = ${String(searchVersion)}`);
    })();
    return progressReader(db)();
  } finally {
    db.close();
  }
}

const settings = [
  ...['page_size = 16384', 'journal_mode = WAL', 'synchronous = NORMAL'],
  ...['cache_size = -16384', 'temp_store = MEMORY'],
];

/** For the thread that writes it. A commit does not wait for the disk: what a power cut takes away is read again. */
export function openSearchFile(path: string): Database.Database {
  const db = new Database(path, { timeout: usualWaitMs });
  try {
    for (const setting of settings) db.pragma(setting);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The database with its index attached, for reading only. */
export function openForSearching(databasePath: string): Database.Database {
  const db = openForReading(databasePath);
  db.prepare('ATTACH ? AS search').run(searchPathOf(databasePath));
  return db;
}

export function progressReader(db: Database.Database): () => SearchProgress {
  const read = db.prepare<[], SearchProgress>(
    `SELECT occurrence_id AS occurrenceId, forgotten_id AS forgottenId, (SELECT count(*) FROM search_again) AS again
     FROM search_mark`,
  );
  return () => read.get() ?? { occurrenceId: 0, forgottenId: 0, again: 0 };
}

/** Is the file at fault, and not the disk or the program? */
export function isBrokenFile(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code);
}

function usableProgress(path: string, main: Database.Database): SearchProgress | null {
  let db: Database.Database | null = null;
  try {
    db = openSearchFile(path);
    if (db.pragma('user_version', { simple: true }) !== searchVersion) return null;
    const progress = progressReader(db)();
    return isAhead(progress, main) ? null : progress;
  } catch (error) {
    if (isBrokenFile(error)) return null;
    throw error;
  } finally {
    db?.close();
  }
}

/** It knows what the database does not: it was made of another one, such as that from before a backup was restored. */
function isAhead({ occurrenceId, forgottenId }: SearchProgress, db: Database.Database): boolean {
  const lastOf = db.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck();
  return occurrenceId > (lastOf.get('occurrence') ?? 0) || forgottenId > (lastOf.get('forgotten_item') ?? 0);
}
