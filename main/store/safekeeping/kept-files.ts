/** The folder of backups: how its files are called, and which there are. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { backupKinds, type Backup, type BackupFacts, type BackupKind } from '../../../shared/safekeeping.ts';
import { settingTable } from '../settings.ts';

const namePattern = new RegExp(String.raw`^stacktray-(${backupKinds.join('|')})-(\d{8})-(\d{6})(?:-\d+)?\.db$`);
/** The setting in which a backup says what it holds. */
const factsSetting = 'backup';

export function backupFolder(dataFolder: string): string {
  return join(dataFolder, 'backups');
}

/** A path in the folder of backups, which is made, that no file has yet; `at` is unix milliseconds. */
export function newBackupPath(dataFolder: string, kind: BackupKind, at: number): string {
  const folder = backupFolder(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return freePath(folder, `stacktray-${kind}-${stampOf(at)}`);
}

/** A path in `folder` that no file has yet. */
export function freePath(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${name}.db` : `${name}-${String(number)}.db`);
    if (!existsSync(path)) return path;
  }
}

/** `20261121-123157`, in UTC. */
export function stampOf(at: number): string {
  return new Date(at)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/^(\d{8})T(\d{6}).*$/, '$1-$2');
}

/** The backups of a data folder, newest first. */
export function listBackups(dataFolder: string): Backup[] {
  const folder = backupFolder(dataFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const backup = readBackup(folder, name);
      return backup ? [backup] : [];
    })
    .toSorted((a, b) => b.madeAt - a.madeAt || (a.name < b.name ? 1 : -1));
}

/** The whole path of a listed backup; undefined for any other name. */
export function backupPath(dataFolder: string, name: string): string | undefined {
  const path = join(backupFolder(dataFolder), name);
  return namePattern.test(name) && existsSync(path) ? path : undefined;
}

/** Deletes a backup with what SQLite keeps beside it. */
export function removeBackup(path: string): void {
  for (const end of ['-wal', '-shm', '-spool', '']) rmSync(`${path}${end}`, { force: true });
}

/** Writes into a finished backup what it holds. */
export function noteFacts(db: Database.Database, facts: BackupFacts | null): void {
  settingTable(db).set(factsSetting, facts as never);
}

function readBackup(folder: string, name: string): Backup | null {
  const [, kind, day = '', time = ''] = namePattern.exec(name) ?? [];
  const known = backupKinds.find((each) => each === kind);
  if (!known) return null;
  const path = join(folder, name);
  const iso = `${day}T${time}`.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');
  const wasMadeHere = known === 'daily' || known === 'manual';
  return {
    ...{ name, kind: known, madeAt: Date.parse(iso), bytes: statSync(path).size },
    facts: wasMadeHere ? factsIn(path) : null,
  };
}

/** Null when the file cannot be read: it is listed all the same, so that a person sees that it is there. */
function factsIn(path: string): BackupFacts | null {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    return (settingTable(db).get(factsSetting) ?? null) as BackupFacts | null;
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  } finally {
    db?.close();
  }
}
