/**
 * A database that is to take the place of the present one waits beside it, complete, under a name that says what becomes
 * of the old one. The exchange is done at the next start, before anything is opened: by renaming only, so that it can be
 * interrupted anywhere and is finished by the start after that.
 */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
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
  renameSync(join(dataFolder, next), path);
  syncFolder(dataFolder);
}
