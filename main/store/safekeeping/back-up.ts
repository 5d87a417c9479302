/**
 * Copies the database while it is written to: a transaction that only reads holds one moment still, and its pages are
 * copied a few at a time. Writers go on; what they write after that moment is not in the copy.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../../shared/error-codes.ts';
import type { BackupFacts } from '../../../shared/safekeeping.ts';
import { openForReading } from '../rql/run-query.ts';
import { databaseFacts } from './database-facts.ts';
import type { JobControl } from './job-control.ts';
import { noteFacts } from './kept-files.ts';

const pagesAtATime = 256;

/**
 * Copies the database at `path` to `target`, a file that is there whole or not at all. A copy that is `marked` says what
 * it holds. Refusals: `data-unwritable` when there is no room for it.
 */
export async function backUp(
  { path, target, marked }: { path: string; target: string; marked: boolean },
  control: JobControl,
): Promise<BackupFacts> {
  const part = `${target}.part`;
  removeParts(part);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  refuseWithoutRoom(path, dirname(target));
  const db = openForReading(path);
  try {
    db.exec('BEGIN');
    const facts = databaseFacts(db);
    await db.backup(part, {
      progress: ({ totalPages, remainingPages }) => {
        control.report({ done: totalPages - remainingPages, total: totalPages, unit: 'pages' });
        return pagesAtATime;
      },
    });
    seal(part, marked ? facts : null);
    renameSync(part, target);
    syncFolder(dirname(target));
    return facts;
  } finally {
    db.close();
    removeParts(part);
  }
}

/** A name given to a file survives a power cut only when its folder is on the disk, too. */
export function syncFolder(folder: string): void {
  // Windows knows no such thing, and keeps its names without it.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** One file without a log beside it, on the disk. */
function seal(path: string, facts: BackupFacts | null): void {
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = FULL');
  noteFacts(db, facts);
  db.close();
  const handle = openSync(path, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

function refuseWithoutRoom(path: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const needed = statSync(path).size;
  if (bavail * bsize > needed) return;
  const inMegabytes = (bytes: number): string => `${String(Math.ceil(bytes / 1_000_000))} MB`;
  throw new Refusal(
    'data-unwritable',
    `There is no room for it: ${inMegabytes(needed)} are needed in ${folder}, ${inMegabytes(bavail * bsize)} are free. Free some, or choose a folder on another disk.`,
  );
}

function removeParts(part: string): void {
  for (const end of ['-journal', '-wal', '-shm', '']) rmSync(`${part}${end}`, { force: true });
}
