/**
 * Takes a bundle in: first into a database of its own, where everything is looked at and brought up to the newest
 * tables, then beside what is here. Until the last step nothing of it is shown, and whatever stops it, nothing of it
 * stays.
 */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { openDatabase } from '../database.ts';
import { brokenBundle } from './bundle-lines.ts';
import { forgetImport, moveIn, type MovedIn } from './move-in.ts';
import type { JobControl } from './job-control.ts';
import { readBundle } from './read-bundle.ts';
import { leaveOutKnown } from './leave-out-known.ts';

export interface Imported extends MovedIn {
  /** Occurrences that were here already. */
  known: number;
  /** How reports are to be grouped from now on; null for as before. */
  grouping: string | null;
}

export interface ImportWish {
  /** The database. */
  path: string;
  /** The bundle. */
  file: string;
  /** Where the database of its own may be; nothing is left there. */
  scratch: string;
  /** Unix milliseconds. */
  at: number;
}

/** Refusals: `bad-request` for a bundle that cannot be read, `newer-database`. */
export async function importBundle({ path, file, scratch, at }: ImportWish, control: JobControl): Promise<Imported> {
  const clear = (): void => {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${scratch}${end}`, { force: true });
  };
  clear();
  const from = new Database(scratch);
  try {
    const { grouping } = await readBundle(from, file, control);
    const known = leaveOutKnown(from, path);
    from.close();
    return await moveAll({ path, scratch, at, known, grouping }, control);
  } catch (error) {
    throw error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')
      ? brokenBundle('its rows do not fit each other, or reports came in between; try again', error)
      : error;
  } finally {
    from.close();
    clear();
  }
}

interface Moving extends Pick<ImportWish, 'path' | 'scratch' | 'at'> {
  known: number;
  grouping: string | null;
}

async function moveAll({ path, scratch, at, known, grouping }: Moving, control: JobControl): Promise<Imported> {
  const db = openDatabase(path, () => at);
  db.pragma('foreign_keys = OFF');
  db.pragma(`busy_timeout = ${String(longestWaitMs)}`);
  try {
    const moved = await moveIn(db, { scratch, at }, control);
    return { ...moved, known, grouping: moved.isFirst ? grouping : null };
  } catch (error) {
    forgetImport(db);
    throw error;
  } finally {
    db.close();
  }
}

const longestWaitMs = 60_000;

/** Takes away what an import has left behind that was stopped with the whole process; does nothing otherwise. */
export function undoImport(path: string): null {
  const db = openDatabase(path, Date.now);
  db.pragma('foreign_keys = OFF');
  db.pragma(`busy_timeout = ${String(longestWaitMs)}`);
  try {
    forgetImport(db);
  } finally {
    db.close();
  }
  return null;
}
