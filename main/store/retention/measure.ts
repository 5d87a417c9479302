/** What takes the room in the folder. Reports are estimated from some of them: to read all would take minutes. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { ProjectStorage, StorageKind, StorageSizes } from '../../../shared/retention.ts';
import { bytesPerOccurrence, freeBytes, usedBytes } from './file-size.ts';
import { rowBytes } from './walk-item.ts';

export function storageSizes(db: Database): StorageSizes {
  const projects = projectSizes(db);
  const occurrences = projects.reduce((sum, one) => sum + one.occurrences, 0);
  const sizes: Record<StorageKind, number> = {
    reports: projects.reduce((sum, one) => sum + one.reports, 0),
    occurrences: occurrences * rowBytes,
    recordings: sum(db, 'SELECT sum(length(bytes)) FROM replay_piece'),
    symbols: sum(db, 'SELECT sum(length(packed)) FROM symbol_blob'),
    search: searchBytes(db),
    ...{ other: 0, free: freeBytes(db) },
    ...besideTheDatabase(db.name),
  };
  const { reports, recordings, symbols, search } = sizes;
  sizes.other = Math.max(0, usedBytes(db) - reports - sizes.occurrences - recordings - symbols - search);
  return {
    kinds: Object.entries(sizes).map(([kind, bytes]) => ({ kind: kind as StorageKind, bytes: Math.round(bytes) })),
    projects: projects.map(({ reports: _reports, ...project }) => project).toSorted((a, b) => b.bytes - a.bytes),
    givesBack: db.pragma('auto_vacuum', { simple: true }) === 2,
  };
}

function projectSizes(db: Database): (ProjectStorage & { reports: number })[] {
  const count = db.prepare<[number], number>('SELECT count(*) FROM occurrence WHERE project_id = ?').pluck();
  const recordings = db
    .prepare<[number], number | null>(
      'SELECT sum(length(replay_piece.bytes)) FROM replay JOIN replay_piece ON replay_id = replay.id WHERE project_id = ?',
    )
    .pluck();
  return db
    .prepare<[], { projectId: number; name: string }>('SELECT id AS projectId, name FROM project ORDER BY id')
    .all()
    .map(({ projectId, name }) => {
      const occurrences = count.get(projectId) ?? 0;
      const each = occurrences === 0 ? 0 : bytesPerOccurrence(db, projectId);
      const bytes = Math.round(occurrences * each + (recordings.get(projectId) ?? 0));
      return { projectId, name, occurrences, bytes, reports: Math.max(0, occurrences * (each - rowBytes)) };
    })
    .filter(({ occurrences }) => occurrences > 0);
}

const searchTables = ['report_text%', 'text_document%', 'word%', 'item_fact%', 'fact_%', 'search_%'];

/** By the pages of each table and index, which SQLite counts without reading the others. */
function searchBytes(db: Database): number {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE rootpage > 0
         AND (${searchTables.map((pattern) => `tbl_name LIKE '${pattern}'`).join(' OR ')})`,
    )
    .pluck()
    .all();
  const pages = db.prepare<[string], number>('SELECT pgsize FROM dbstat WHERE name = ? AND aggregate = 1').pluck();
  return names.reduce((total, name) => total + (pages.get(name) ?? 0), 0);
}

function sum(db: Database, sql: string): number {
  return db.prepare<[], number | null>(sql).pluck().get() ?? 0;
}

/** Copies from before migrations are named after the database. */
export function copiesOf(path: string): string[] {
  const prefix = `${basename(path)}.before-`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(dirname(path), name));
}

/** The log is whatever waits to be written into the database. */
function besideTheDatabase(path: string): { log: number; copies: number } {
  const copies = copiesOf(path).reduce((total, file) => total + sizeOf(file), 0);
  return { log: sizeOf(`${path}-wal`) + sizeOfFolder(join(dirname(path), 'spool')), copies };
}

function sizeOfFolder(folder: string): number {
  try {
    return readdirSync(folder).reduce((total, name) => total + sizeOf(join(folder, name)), 0);
  } catch {
    // There is none.
    return 0;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
