/**
 * One Stacktray per data folder. The lock is an exclusive SQLite transaction on a file of its own: the operating system
 * lets go of it when the process ends, however it ends, so it can never be left behind.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../shared/error-codes.ts';

/** Takes the folder, and returns what gives it back. Refusals: `data-in-use`, `data-unwritable`. */
export function lockFolder(folder: string): () => void {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(folder, 'stacktray.lock'), { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db?.close();
    throw refusalFor(folder, cause);
  }
  const held = db;
  return () => {
    held.close();
  };
}

function refusalFor(folder: string, cause: unknown): Refusal {
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new Refusal('data-in-use', `Another Stacktray is already using ${folder}.`, { cause });
  return new Refusal('data-unwritable', `The data folder ${folder} cannot be written.`, { cause });
}
