import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../../main/store/database.ts';
import { freePages } from '../../../../../main/store/forget/wipe-free-pages.ts';

let folder: string;
let db: Database;
const path = (): string => join(folder, 'test.db');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-wipe-'));
  db = openDatabase(path(), () => 1);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function inFile(text: string): boolean {
  db.pragma('wal_checkpoint(TRUNCATE)');
  return readFileSync(path()).includes(text);
}

it('overwrites what was deleted, and gives the pages back', () => {
  db.exec('CREATE TABLE secret (text TEXT)');
  const insert = db.prepare('INSERT INTO secret VALUES (?)');
  for (let row = 0; row < 300; row++) insert.run(`ada@example.org ${'x'.repeat(row * 200)}`);
  db.exec('DELETE FROM secret');
  expect(inFile('ada@example.org')).toBe(true);
  const free = db.pragma('freelist_count', { simple: true }) as number;
  const pages = db.pragma('page_count', { simple: true }) as number;

  const { wipeSome } = freePages(db);
  let steps = 0;
  while (db.transaction(wipeSome)()) steps++;
  expect(steps).toBeGreaterThan(4);
  expect(inFile('ada@example.org')).toBe(false);
  expect(db.prepare('SELECT count(*) FROM blank').pluck().get()).toBe(0);
  expect(db.pragma('freelist_count', { simple: true })).toBeGreaterThanOrEqual(free);
  expect(db.pragma('page_count', { simple: true }) as number).toBeLessThan(pages + 10);
});

it('has nothing to do where nothing is free', () => {
  db.exec('VACUUM');
  expect(freePages(db).wipeSome()).toBe(false);
});
