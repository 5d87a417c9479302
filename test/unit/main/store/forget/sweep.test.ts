import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../../main/store/database.ts';
import { sweepFiles } from '../../../../../main/store/forget/sweep.ts';

let folder: string;
let db: Database;
const path = (): string => join(folder, 'test.db');
const inFiles = (text: string): boolean => [path(), `${path()}-wal`].some((file) => readFileSync(file).includes(text));
const freePages = (): unknown => db.pragma('freelist_count', { simple: true });

/** A deleted text stays within its page, as SQLite leaves it without `secure_delete`. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-sweep-'));
  db = openDatabase(path(), () => 1);
  db.pragma('secure_delete = OFF');
  db.exec(`
    CREATE TABLE note (text TEXT);
    INSERT INTO note VALUES ('kept'), ('mail of ADA@example.org'), ('${'x'.repeat(100_000)}');
    DELETE FROM note WHERE text <> 'kept';
  `);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

it('writes the file anew when a text is still in it, whatever its case', async () => {
  expect(inFiles('ADA@example.org')).toBe(true);
  await sweepFiles(path(), ['nobody', 'ada@example.org']);
  expect(inFiles('ADA@example.org')).toBe(false);
  expect(freePages()).toBe(0);
  expect(db.prepare('SELECT text FROM note').pluck().all()).toEqual(['kept']);
});

it('only empties the log when no text is left', async () => {
  await sweepFiles(path(), ['nobody@example.org']);
  expect(statSync(`${path()}-wal`).size).toBe(0);
  expect(freePages()).not.toBe(0);
});

it('writes the file anew when nobody knows any more what must not be in it', async () => {
  await sweepFiles(path(), null);
  expect(inFiles('ADA@example.org')).toBe(false);
});

it('waits until nobody reads the log any more', async () => {
  const reader = db.prepare('SELECT text FROM note').iterate();
  reader.next();
  const swept = sweepFiles(path(), []);
  await new Promise(setImmediate);
  expect(statSync(`${path()}-wal`).size).toBeGreaterThan(0);
  reader.return?.();
  await swept;
  expect(statSync(`${path()}-wal`).size).toBe(0);
});
