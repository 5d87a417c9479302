/**
 * Saves what can be read of a damaged database: row by row into a new one, whatever is on damaged pages left behind.
 * What lost rows leave behind is put right, counts that have become wrong are made again, and so is, later and in the
 * background, everything for searching. The damaged file is only read.
 */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Refusal } from '../../../shared/error-codes.ts';
import { isDamage } from '../database.ts';
import { migrateTo, migrations } from '../migrate.ts';
import { giveFirstPage, pageSize } from './first-page.ts';
import type { JobControl } from './job-control.ts';
import { mendReferences } from './mend-references.ts';
import { takeReadable, type Row } from './readable-rows.ts';
import { madeAgain, ordinaryTables, quoted, type TableFacts } from './table-list.ts';

export interface Salvaged {
  /** Rows that were saved, by table. */
  saved: Record<string, number>;
  /** Tables of which something could not be read. */
  damaged: string[];
}

export interface SalvageWish {
  /** The damaged database. */
  path: string;
  /** Where the new one is written, whole or not at all. */
  target: string;
}

/** Works on a copy of the damaged file, so that not even its log is touched. */
export async function salvage({ path, target }: SalvageWish, control: JobControl): Promise<Salvaged> {
  const [copy, part] = [`${target}.damaged`, `${target}.part`];
  const temporary = [copy, part].flatMap((name) => [name, `${name}-wal`, `${name}-shm`, `${name}-journal`]);
  const clear = (): void => {
    for (const name of temporary) rmSync(name, { force: true });
  };
  clear();
  for (const end of ['', '-wal']) if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, `${copy}${end}`);
  try {
    const from = openDamaged(copy);
    try {
      return await saveInto(from, { part, target }, control);
    } finally {
      from.close();
    }
  } finally {
    clear();
  }
}

async function saveInto(
  from: Database.Database,
  { part, target }: { part: string; target: string },
  control: JobControl,
): Promise<Salvaged> {
  const to = new Database(part);
  try {
    to.pragma(`page_size = ${String(pageSize)}`);
    to.pragma('auto_vacuum = INCREMENTAL');
    for (const setting of ['journal_mode', 'synchronous', 'foreign_keys']) to.pragma(`${setting} = OFF`);
    const version = from.pragma('user_version', { simple: true }) as number;
    migrateTo(to, version >= 1 && version <= migrations.length ? version : migrations.length);
    const makeTriggers = dropTriggers(to);
    const salvaged = await copyTables(from, to, control);
    makeTriggers();
    migrateTo(to, migrations.length);
    mendReferences(to, { isDamaged: salvaged.damaged.length > 0 });
    to.pragma('journal_mode = DELETE');
    to.close();
    renameSync(part, target);
    return salvaged;
  } finally {
    to.close();
  }
}

/** What they would do while rows are copied has been done when the rows were written. Returns what makes them again. */
function dropTriggers(db: Database.Database): () => void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${quoted(name)}`);
  return () => {
    for (const { sql } of triggers) db.exec(sql);
  };
}

async function copyTables(from: Database.Database, to: Database.Database, control: JobControl): Promise<Salvaged> {
  const tables = ordinaryTables(to).filter(({ name }) => !madeAgain.includes(name));
  const saved: Record<string, number> = {};
  const damaged: string[] = [];
  for (const [done, table] of tables.entries()) {
    control.report({ done, total: tables.length, unit: 'tables' });
    const { rows, isWhole } = copyTable(from, to, table);
    saved[table.name] = rows;
    if (!isWhole) damaged.push(table.name);
    await setImmediate();
  }
  copySequences(from, to);
  return { saved, damaged };
}

function copyTable(
  from: Database.Database,
  to: Database.Database,
  table: TableFacts,
): { rows: number; isWhole: boolean } {
  const names = table.columns.map(quoted).join(', ');
  const marks = table.columns.map(() => '?').join(', ');
  // What a migration has put there already is what the old table had, too.
  const insert = to.prepare<Row>(`INSERT OR REPLACE INTO ${quoted(table.name)} (${names}) VALUES (${marks})`);
  let [rows, isWhole] = [0, true];
  const take = (row: Row): void => {
    try {
      insert.run(...row);
      rows += 1;
    } catch (error) {
      // A damaged page can be read as rows that no table may have.
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
      isWhole = false;
    }
  };
  to.exec(`BEGIN; DELETE FROM ${quoted(table.name)}`);
  try {
    if (!takeReadable({ db: from, table, columns: table.columns, take })) isWhole = false;
  } catch (error) {
    // The table is not known there any more.
    if (!(error instanceof Database.SqliteError)) throw error;
    isWhole = false;
  }
  to.exec('COMMIT');
  return { rows, isWhole };
}

/** Ids that were given out once are not given out again. */
function copySequences(from: Database.Database, to: Database.Database): void {
  const raise = to.prepare<[number, string]>('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?');
  try {
    for (const { name, seq } of from.prepare<[], { name: string; seq: number }>('SELECT * FROM sqlite_sequence').all())
      if (Number.isSafeInteger(seq)) raise.run(seq, name);
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
}

/** Opens a copy for reading. Refusals: `data-damaged` when not even its list of tables can be read. */
function openDamaged(copy: string): Database.Database {
  const db = openIfListed(copy);
  if (db) return db;
  giveFirstPage(copy);
  const mended = openIfListed(copy);
  if (mended) return mended;
  throw new Refusal(
    'data-damaged',
    'Nothing in the database can be read any more. Restore a backup, or move the file away to begin anew.',
  );
}

function openIfListed(path: string): Database.Database | null {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { fileMustExist: true });
    db.pragma('cell_size_check = ON');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    const isListed = ordinaryTables(db).some(({ name }) => name === 'occurrence');
    if (isListed) return db;
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
  db?.close();
  return null;
}
