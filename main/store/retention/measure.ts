/** What takes the room in the folder. Reports are what the rest leaves: to look at all of them would take minutes. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { StorageKind, StorageSizes } from '../../../shared/retention.ts';
import { freeBytes, projectShares, recordingBytes, symbolBytes, usedBytes } from './file-size.ts';

/** An occurrence and its entries in indexes, roughly, without its report. */
const rowBytes = 260;

export function storageSizes(db: Database): StorageSizes {
  const shares = projectShares(db);
  const occurrences = shares.reduce((total, one) => total + one.occurrences, 0);
  const tables = tableBytes(db);
  const sizes: Record<StorageKind, number> = {
    reports: 0,
    occurrences: occurrences * rowBytes,
    ...{ recordings: recordingBytes(db), symbols: symbolBytes(db) },
    ...tables,
    free: freeBytes(db),
    ...besideTheDatabase(db.name),
  };
  const rest = sizes.occurrences + sizes.recordings + sizes.symbols + tables.search + tables.other;
  sizes.reports = occurrences === 0 ? 0 : Math.max(0, usedBytes(db) - rest);
  sizes.search += searchFileBytes(db.name);
  return {
    kinds: Object.entries(sizes).map(([kind, bytes]) => ({ kind: kind as StorageKind, bytes: Math.round(bytes) })),
    projects: shares
      .map(({ each, ...project }) => ({ ...project, bytes: Math.round(each * project.occurrences) }))
      .toSorted((a, b) => b.bytes - a.bytes),
    givesBack: db.pragma('auto_vacuum', { simple: true }) === 2,
  };
}

const isOfSearch = /^(?:report_text|text_document|word|item_fact|fact_|search_)/;
/** What is measured or estimated otherwise: these are large, and their pages are not counted. */
const isLarge = /^(?:occurrence|fresh_body|packed_body|body_block|replay_piece|symbol_blob)$/;

/** By the pages of each table and index, which SQLite counts without reading the others. */
function tableBytes(db: Database): { search: number; other: number } {
  const tables = db
    .prepare<[], { name: string; owner: string }>(
      'SELECT name, tbl_name AS owner FROM sqlite_schema WHERE rootpage > 0',
    )
    .all();
  const pages = db.prepare<[string], number>('SELECT pgsize FROM dbstat WHERE name = ? AND aggregate = 1').pluck();
  const found = { search: 0, other: 0 };
  for (const { name, owner } of tables)
    if (!isLarge.test(owner)) found[isOfSearch.test(owner) ? 'search' : 'other'] += pages.get(name) ?? 0;
  return found;
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

/** Where the search index has a file of its own. */
function searchFileBytes(path: string): number {
  const file = join(dirname(path), 'search.db');
  return sizeOf(file) + sizeOf(`${file}-wal`);
}

function sizeOfFolder(folder: string): number {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return 0;
  return readdirSync(folder).reduce((total, name) => total + sizeOf(join(folder, name)), 0);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
