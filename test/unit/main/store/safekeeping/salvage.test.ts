/** What is saved of a database when pages of it are overwritten. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../../main/store/database.ts';
import { migrateTo, migrations } from '../../../../../main/store/migrate.ts';
import { packBlock } from '../../../../../main/store/packing/body-block.ts';
import { bodyTable } from '../../../../../main/store/bodies.ts';
import { checkDatabase } from '../../../../../main/store/safekeeping/check.ts';
import { salvage } from '../../../../../main/store/safekeeping/salvage.ts';

const pageSize = 16_384;
const occurrences = 3000;
const control = { report: () => undefined };
let folder: string;
let path: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-salvage-'));
  path = join(folder, 'stacktray.db');
  target = join(folder, 'saved.db');
  fill();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Twenty items of one project; occurrences with bodies of some 4 kB, every third of a person, half of them packed. */
function fill(): void {
  const db = openDatabase(path, () => 1);
  db.exec(`
    INSERT INTO project (id, name, named_by, next_counter, created_at) VALUES (1, 'shop', 'person', 21, 1);
    INSERT INTO environment (id, project_id, name) VALUES (1, 1, 'production');
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
    INSERT INTO item (project_id, counter, mechanism, scope, fingerprint, protocol, title, culprit, level,
      environment_id, status, last_activated_at, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at,
      activating_occurrence_id, total_occurrences, occurrences_since_resolved, people)
    SELECT 1, i, 'st2', '', 'f' || i, 1, 'Item ' || i, 'checkout', 40, 1, 1, 1, i, 1, 1, 1, i, 150, 150, 0 FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(occurrences)})
    INSERT INTO occurrence (project_id, item_id, uuid, protocol, environment_id, level, person_id, occurred_at,
      received_at, remote_address)
    SELECT 1, 1 + i % 20, randomblob(16), 1, 1, 40, iif(i % 3 = 0, 'p' || i % 100, NULL), i, i * 1000, '' FROM n;
    INSERT INTO packed_body SELECT id, 1, randomblob(4000) FROM occurrence WHERE id <= ${String(occurrences / 2)};
    INSERT INTO fresh_body SELECT id, hex(randomblob(2000)) FROM occurrence WHERE id > ${String(occurrences / 2)};
    INSERT INTO activity (item_id, at, kind, by, detail) SELECT id, 1, 'noted', 'person', '{"text":"' || title || '"}'
      FROM item;
  `);
  db.close();
}

/** Pages of a table, in the order of the file. */
function pagesOf(table: string): number[] {
  const db = new Database(path, { readonly: true });
  const pages = db
    .prepare<[string], number>(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno`)
    .pluck()
    .all(table);
  db.close();
  return pages;
}

function overwrite(pages: number[]): void {
  const file = openSync(path, 'r+');
  for (const page of pages) writeSync(file, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (page - 1) * pageSize);
  closeSync(file);
}

function read<Row>(sql: string): Row[] {
  const db = new Database(target, { readonly: true });
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

async function isSound(): Promise<string[]> {
  const { findings } = await checkDatabase(target, control);
  // The bodies of this test are no deflated text.
  return findings.filter((finding) => !finding.includes('cannot be unpacked'));
}

it('saves everything of a database that is sound', async () => {
  const { saved, damaged } = await salvage({ path, target }, control);
  expect([saved['occurrence'], saved['item'], damaged]).toEqual([occurrences, 20, []]);
  expect(await isSound()).toEqual([]);
});

it('loses of overwritten pages in the middle what stood on them, and nothing else', async () => {
  const bodies = pagesOf('packed_body');
  const [first = 0, second = 0] = [bodies.at(100), bodies.at(300)];
  overwrite([first, second]);
  const before = readFileSync(path);
  const { saved, damaged } = await salvage({ path, target }, control);
  expect(damaged).toEqual(['packed_body']);
  expect(saved['occurrence']).toBe(occurrences);
  const [row] = read<{ lost: number }>(`SELECT count(*) AS lost FROM fresh_body WHERE text LIKE '%could not be read%'`);
  expect(row?.lost).toBeGreaterThan(0);
  // A page of 16 kB has room for four of them.
  expect(row?.lost).toBeLessThanOrEqual(8);
  expect(await isSound()).toEqual([]);
  expect(readFileSync(path).equals(before)).toBe(true);
});

it('makes items again of which only the occurrences are left, and counts what is left', async () => {
  overwrite(pagesOf('item').slice(0, 1));
  overwrite(pagesOf('occurrence').slice(2, 3));
  const { saved } = await salvage({ path, target }, control);
  const left = saved['occurrence'] ?? 0;
  expect(left).toBeGreaterThan(occurrences * 0.8);
  expect(left).toBeLessThan(occurrences);
  const items = read<{ title: string; total: number }>('SELECT title, total_occurrences AS total FROM item');
  expect(items).toHaveLength(20);
  expect(items.reduce((sum, { total }) => sum + total, 0)).toBe(left);
  expect(await isSound()).toEqual([]);
});

it('reads a database whose first page is gone', async () => {
  overwrite([1]);
  const { saved } = await salvage({ path, target }, control);
  expect([saved['occurrence'], saved['item']]).toEqual([occurrences, 20]);
});

it('refuses what is nothing like a database, and leaves nothing behind', async () => {
  rmSync(path);
  const file = openSync(path, 'w');
  writeSync(file, Buffer.alloc(pageSize * 40, 0x33));
  closeSync(file);
  await expect(salvage({ path, target }, control)).rejects.toMatchObject({ code: 'data-damaged' });
  expect(() => read('SELECT 1')).toThrow();
});

/** Reports 1 to 100 go into five blocks, and items have had reports that are not stored any more. */
function packAndPrune(): void {
  const db = new Database(path);
  db.exec('DELETE FROM packed_body WHERE occurrence_id <= 100');
  const insert = db.prepare('INSERT INTO body_block VALUES (?, ?, 1, 0, ?, ?)');
  for (let first = 1; first <= 100; first += 20) {
    const ids = Array.from({ length: 20 }, (_none, index) => first + index);
    const block = packBlock(ids.map((occurrenceId) => ({ occurrenceId, text: `{"number":${String(occurrenceId)}}` })));
    insert.run(block.firstId, block.lastId, block.directory, block.bytes);
  }
  db.exec(`
    INSERT INTO unstored_count SELECT id, id, 0, 0, 1, 0, 0, 7, 1, 1, 1, 1 FROM item;
    UPDATE item SET total_occurrences = 157;
    INSERT INTO item_hour SELECT item_id, received_at / 3600000, 1, count(*) FROM occurrence GROUP BY 1, 2;
    DELETE FROM occurrence WHERE id = 5`);
  db.close();
}

function bodyOf(id: number): string | undefined {
  const db = new Database(target, { readonly: true });
  try {
    return bodyTable(db).read(id);
  } finally {
    db.close();
  }
}

it('keeps blocks, what is to be taken out of them, counters, and what is not stored any more', async () => {
  packAndPrune();
  const { damaged } = await salvage({ path, target }, control);
  expect(damaged).toEqual([]);
  expect([bodyOf(4), bodyOf(5)]).toEqual(['{"number":4}', undefined]);
  expect(read('SELECT sum(count) AS count FROM active_hour')).toEqual([{ count: occurrences }]);
  expect(read('SELECT sum(count) AS count FROM item_count')).toEqual([{ count: 20 }]);
  expect(await isSound()).toEqual([]);
  expect(read(`SELECT count(*) AS triggers FROM sqlite_schema WHERE type = 'trigger'`)).toEqual([{ triggers: 10 }]);
});

it('loses of blocks only those that cannot be unpacked, and counts stored and unstored reports again', async () => {
  packAndPrune();
  const db = new Database(path);
  db.exec(`UPDATE body_block SET bytes = zeroblob(50) WHERE first_id = 41; DELETE FROM removed_body`);
  db.close();
  overwrite(pagesOf('item').slice(0, 1));
  await salvage({ path, target }, control);
  expect([bodyOf(40), bodyOf(61)]).toEqual(['{"number":40}', '{"number":61}']);
  expect([bodyOf(5), bodyOf(41), bodyOf(60)]).toEqual([
    undefined,
    ...Array<unknown>(2).fill(expect.stringContaining('could not be read')),
  ]);
  expect(read('SELECT count(*) AS lost FROM fresh_body WHERE occurrence_id <= 100')).toEqual([{ lost: 20 }]);
  expect(read('SELECT sum(total_occurrences) AS total FROM item')).toEqual([{ total: occurrences - 1 + 7 * 20 }]);
  expect(await isSound()).toEqual([]);
});

it('reads a database without its first page that was made before pages could be given back', async () => {
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.close();
  rmSync(path);
  const older = new Database(path);
  older.pragma(`page_size = ${String(pageSize)}`);
  migrateTo(older, migrations.length);
  older.exec(`INSERT INTO project (id, name, named_by, created_at) VALUES (77, 'old', 'person', 1)`);
  older.close();
  overwrite([1]);
  await salvage({ path, target }, control);
  expect(read('SELECT name FROM project WHERE id = 77')).toEqual([{ name: 'old' }]);
});

it('finds in a check blocks that cannot be unpacked, and counters and counts that are wrong', async () => {
  packAndPrune();
  const db = new Database(path);
  db.exec(`UPDATE body_block SET bytes = zeroblob(50) WHERE first_id = 41; UPDATE item_count SET count = count + 1;
    UPDATE active_hour SET count = count + 1; UPDATE item SET total_occurrences = 156 WHERE id = 3`);
  db.close();
  const { findings } = await checkDatabase(path, control);
  const words = findings.join(' ');
  for (const told of ['from 41 on cannot be unpacked', 'item_count: counts', 'active_hour: counts', '156 occurrences'])
    expect(words).toContain(told);
});
