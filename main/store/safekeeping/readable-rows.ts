/** Reads what can be read of a damaged table, and steps over what cannot. */
import type { Database } from 'better-sqlite3';
import { isDamage } from '../database.ts';
import { quoted, type TableFacts } from './table-list.ts';

export type Row = (string | number | Buffer | null)[];

interface Reading {
  db: Database;
  table: TableFacts;
  /** The columns to read, in their order. */
  columns: readonly string[];
  /** Gets each row that can be read, once. */
  take(row: Row): void;
}

/** True when everything could be read. */
export function takeReadable(reading: Reading): boolean {
  return reading.table.hasRowid ? takeByRowid(reading) : takeByKey(reading);
}

/** So many numbers are tried one by one behind a damaged place, then each step is twice as long as the one before. */
const singleSteps = 200_000;

/**
 * Rows in the order of their numbers. Where a page is damaged each number behind it is tried, until SQLite finds its way
 * to a sound page again.
 */
function takeByRowid(reading: Reading): boolean {
  const readOn = rowidReader(reading);
  const top = highestRowid(reading);
  let isWhole = true;
  let step = 0;
  for (let next = Number.MIN_SAFE_INTEGER; step === 0 || next <= top;) {
    const outcome = readOn(next);
    if (outcome.isEnd) return isWhole;
    isWhole = false;
    step = outcome.next > next ? 1 : step + 1;
    next = Math.max(outcome.next, 0) + Math.max(1, 2 ** Math.min(40, step - singleSteps));
  }
  return isWhole;
}

/** Takes rows from a number on, and says behind which number it came to the end or to a damaged place. */
function rowidReader({ db, table, columns, take }: Reading): (from: number) => { next: number; isEnd: boolean } {
  const names = columns.map(quoted).join(', ');
  const select = `SELECT rowid, ${names} FROM ${quoted(table.name)} NOT INDEXED WHERE rowid >= ? ORDER BY rowid`;
  const rows = db.prepare<[number], [number, ...Row]>(select).raw();
  return (from) => {
    let next = from;
    try {
      for (const [rowid, ...row] of rows.iterate(from)) {
        // A page that was overwritten by another one may lead back.
        if (rowid < next) return { next, isEnd: false };
        take(row);
        next = rowid + 1;
      }
      return { next, isEnd: true };
    } catch (error) {
      if (isDamage(error)) return { next, isEnd: false };
      throw error;
    }
  };
}

/** The numbers behind it are not tried. What no index and no list of numbers knows any more may lie anywhere. */
function highestRowid({ db, table }: Reading): number {
  const tries = [
    () =>
      db
        .prepare<[], number | null>(`SELECT max(rowid) FROM ${quoted(table.name)}`)
        .pluck()
        .get(),
    () => db.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table.name),
  ];
  const known = tries.flatMap((look) => {
    try {
      return [look() ?? 0];
    } catch (error) {
      if (isDamage(error)) return [];
      throw error;
    }
  });
  return known.length === 0 ? 10_000_000 : Math.max(...known);
}

/** Rows of a table without numbers: from the front until it breaks, then from the back until it breaks. */
function takeByKey({ db, table, columns, take }: Reading): boolean {
  const names = columns.map(quoted).join(', ');
  const key = table.key.map(quoted);
  const places = table.key.map((name) => columns.indexOf(name));
  /** The key of the last row that was read, and whether it was the last of all. */
  const read = (sql: string, bound: Row): { last: Row; isEnd: boolean } => {
    let last: Row = [];
    try {
      for (const row of db
        .prepare<Row, Row>(sql)
        .raw()
        .iterate(...bound)) {
        take(row);
        last = places.map((place) => row[place] ?? null);
      }
      return { last, isEnd: true };
    } catch (error) {
      if (isDamage(error)) return { last, isEnd: false };
      throw error;
    }
  };
  const select = `SELECT ${names} FROM ${quoted(table.name)}`;
  const { last, isEnd } = read(`${select} ORDER BY ${key.join(', ')}`, []);
  if (isEnd) return true;
  const behind = last.length === 0 ? '' : `WHERE (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`;
  read(`${select} ${behind} ORDER BY ${key.map((name) => `${name} DESC`).join(', ')}`, last);
  return false;
}
