/**
 * A database that is to take the place of the present one waits beside it, complete, under a name that says what becomes
 * of the old one. The exchange is done at the next start, before anything is opened: by renaming only, so that it can be
 * interrupted anywhere and is finished by the start after that.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { searchPathOf } from '../search/search-file.ts';
import { settingTable } from '../settings.ts';
import { syncFolder } from './back-up.ts';
import { backupFolder, newBackupPath } from './kept-files.ts';

/** What the old database is called when it has been put aside. */
export type Aside = 'replaced' | 'damaged';

const waiting = /^stacktray\.db\.next-for-(stacktray-(?:replaced|damaged)-[\d-]+\.db)$/;

/** Where to write the next database; it counts from the moment when a file has this name. */
export function nextDatabasePath(dataFolder: string, aside: Aside, at: number): string {
  const old = newBackupPath(dataFolder, aside, at);
  return join(dataFolder, `stacktray.db.next-for-${old.slice(backupFolder(dataFolder).length + 1)}`);
}

/** Puts the present database aside and the waiting one in its place; does nothing when none waits. Needs the lock. */
export function exchangeDatabase(dataFolder: string): void {
  const next = readdirSync(dataFolder).find((name) => waiting.test(name));
  const [, old] = waiting.exec(next ?? '') ?? [];
  if (next === undefined || old === undefined) return;
  mkdirSync(backupFolder(dataFolder), { recursive: true, mode: 0o700 });
  const [path, aside] = [join(dataFolder, 'stacktray.db'), join(backupFolder(dataFolder), old)];
  // The log first: beside another database it would be read as that one's.
  for (const end of ['-wal', '-shm', '']) {
    if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`);
  }
  syncFolder(backupFolder(dataFolder));
  putSpoolAside(dataFolder, { next: join(dataFolder, next), aside });
  // The search index is of the old one; it is made again.
  for (const end of ['', '-wal', '-shm']) rmSync(`${searchPathOf(path)}${end}`, { force: true });
  renameSync(join(dataFolder, next), path);
  syncFolder(dataFolder);
}

/**
 * Reports that a crash has left in the spool belong to the old database, and stay with it. One that was repaired goes on
 * with them, when it still knows how far they were stored.
 */
function putSpoolAside(dataFolder: string, { next, aside }: { next: string; aside: string }): void {
  const spool = join(dataFolder, 'stacktray.spool');
  if (!existsSync(spool) || (isRepaired(next) && knowsSpool(next))) return;
  renameSync(spool, `${aside}-spool`);
  syncFolder(backupFolder(dataFolder));
}

function isRepaired(next: string): boolean {
  return next.includes('next-for-stacktray-damaged-');
}

function knowsSpool(path: string): boolean {
  const db = new Database(path, { readonly: true });
  try {
    return settingTable(db).get('spool-head') !== undefined;
  } finally {
    db.close();
  }
}
