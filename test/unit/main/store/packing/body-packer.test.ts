/** Bodies in blocks: whatever is written, changed, deleted and packed in whatever order, each reads as it should. */
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bodyTable, type BodyTable } from '../../../../../main/store/bodies.ts';
import { openDatabase } from '../../../../../main/store/database.ts';
import { blockTable } from '../../../../../main/store/packing/block-table.ts';
import { bodyPacker, type BodyPacker } from '../../../../../main/store/packing/body-packer.ts';
import { giveSomeBack } from '../../../../../main/store/packing/give-back.ts';
import { openPackingDatabase } from '../../../../../main/store/packing/packing-database.ts';

const everything = Number.MAX_SAFE_INTEGER;

let folder: string;
let db: Database;
let packing: Database;
let bodies: BodyTable;
let packer: BodyPacker;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-packing-'));
  const path = join(folder, 'test.db');
  db = openDatabase(path, () => 1);
  for (const setting of ['foreign_keys = OFF', 'synchronous = OFF']) db.pragma(setting);
  packing = openPackingDatabase(path);
  [bodies, packer] = [bodyTable(db), bodyPacker(packing)];
});
afterEach(() => {
  db.close();
  packing.close();
  rmSync(folder, { recursive: true, force: true });
});

function add(id: number, text: string): void {
  db.prepare(`INSERT INTO occurrence VALUES (?, 1, 1, ?, 1, 1, 1, NULL, NULL, 1, 1, '', NULL, NULL)`).run(
    id,
    `u${String(id)}`,
  );
  bodies.write(id, text);
}

function remove(id: number): void {
  for (const table of ['fresh_body', 'packed_body']) db.prepare(`DELETE FROM ${table} WHERE occurrence_id = ?`).run(id);
  db.prepare('DELETE FROM occurrence WHERE id = ?').run(id);
}

const packAll = (): void => {
  while (packer.takeOut() || packer.packSome(everything, 1));
};
const count = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
/** What the blocks hold, read by a connection that has nothing in memory. */
const inBlocks = (text: string): boolean => {
  const fresh = bodyPacker(packing);
  expect(fresh.takeOut()).toBe(false);
  return db
    .prepare<[], number>('SELECT first_id FROM body_block')
    .pluck()
    .all()
    .some((id) => (blockTable(db).holding(id)?.bodies ?? []).some((body) => body.text.includes(text)));
};

/** What compresses little. */
const noise = (length: number): string => randomBytes(length * 0.75).toString('base64');

it('waits until there is enough for a block', () => {
  for (let id = 1; id <= 100; id += 1) add(id, noise(3000));
  expect(packer.packSome(everything)).toBe(false);
  for (let id = 101; id <= 200; id += 1) add(id, noise(3000));
  expect(packer.packSome(everything)).toBe(true);
  expect(count('body_block')).toBe(1);
});

it('fills a page with each block', () => {
  for (let id = 1; id <= 200; id += 1) add(id, noise(3000));
  packAll();
  const sizes = db.prepare<[], number>('SELECT length(bytes) + length(directory) FROM body_block').pluck().all();
  expect(sizes.filter((size) => size > 16_300)).toEqual([]);
  expect(sizes.filter((size) => size < 13_000).length).toBeLessThan(sizes.length / 10);
});

it('packs a body that needs more than a page', () => {
  const large = noise(400_000);
  for (const [index, text] of ['before', large, 'behind'].entries()) add(index + 1, text);
  packAll();
  expect([1, 2, 3].map((each) => bodies.read(each))).toEqual(['before', large, 'behind']);
});

it('gives pages back to the disk that the bodies have left', () => {
  for (let id = 1; id <= 500; id += 1)
    add(id, `{"report": ${String(id)}, "text": "${'like the others '.repeat(200)}"}`);
  packAll();
  const before = Number(db.pragma('page_count', { simple: true }));
  while (giveSomeBack(packing));
  expect(Number(db.pragma('page_count', { simple: true }))).toBeLessThan(before - 50);
  expect(Number(db.pragma('freelist_count', { simple: true }))).toBeLessThan(20);
  expect(bodies.read(100)).toContain('"report": 100,');
});

it('leaves bodies alone that came after the wanted id', () => {
  for (let id = 1; id <= 10; id += 1) add(id, `body ${String(id)}`);
  expect(packer.packSome(4, 1)).toBe(true);
  expect(packer.packSome(4, 1)).toBe(false);
  expect(count('fresh_body')).toBe(6);
});

it('keeps bodies as bodies in a block when they had been packed one by one', () => {
  add(1, 'one');
  bodies.replace(1, deflateRawSync('eins'));
  packAll();
  expect([count('packed_body'), bodies.read(1)]).toEqual([0, 'eins']);
});

it('takes a deleted body out of its block, and what is left is as it was', () => {
  for (const [index, text] of ['one', 'two', 'three'].entries()) add(index + 1, text);
  packAll();
  expect(bodies.read(2)).toBe('two');
  remove(2);
  expect(bodies.read(2)).toBeUndefined();
  packAll();
  expect([bodies.read(1), bodies.read(2), bodies.read(3)]).toEqual(['one', undefined, 'three']);
  expect([inBlocks('two'), inBlocks('three')]).toEqual([false, true]);
  remove(1);
  remove(3);
  packAll();
  expect([count('body_block'), count('removed_body')]).toEqual([0, 0]);
});

it('does not bring back what was changed while a block was made', () => {
  add(1, 'secret');
  add(2, 'other');
  const meanwhile = openPackingDatabase(db.name);
  const slow = bodyPacker(interrupted(meanwhile, () => bodies.replace(1, deflateRawSync('clean'))));
  expect(slow.packSome(everything, 1)).toBe(true);
  meanwhile.close();
  expect(count('body_block')).toBe(0);
  packAll();
  expect([bodies.read(1), bodies.read(2), inBlocks('secret')]).toEqual(['clean', 'other', false]);
});

/** A connection on which something happens right before its next transaction. */
function interrupted(connection: Database, happen: () => void): Database {
  let isFirst = true;
  const transaction: typeof connection.transaction = (work) => {
    if (isFirst) happen();
    isFirst = false;
    return connection.transaction(work);
  };
  return { prepare: connection.prepare.bind(connection), transaction } as Database;
}

const id = fc.integer({ min: 1, max: 12 });
const happening = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('replace' as const), id, text: fc.string() }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('pack' as const), until: id }),
  fc.record({ kind: fc.constant('take-out' as const) }),
);

it('reads as if nothing had ever been packed', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      for (const table of ['fresh_body', 'packed_body', 'occurrence', 'body_block', 'removed_body'])
        db.exec(`DELETE FROM ${table}`);
      // Ids are used again here alone: what they read before must not be remembered.
      [bodies, packer] = [bodyTable(db), bodyPacker(packing)];
      const model = new Map<number, string>();
      let lastId = 0;
      for (const one of happenings) {
        if (one.kind === 'add') {
          add((lastId += 1), one.text);
          model.set(lastId, one.text);
        } else if (one.kind === 'replace' && model.has(one.id)) {
          bodies.replace(one.id, deflateRawSync(one.text));
          model.set(one.id, one.text);
        } else if (one.kind === 'remove') {
          remove(one.id);
          model.delete(one.id);
        } else if (one.kind === 'pack') packer.packSome(one.until, 1);
        else if (one.kind === 'take-out') packer.takeOut();
        for (let each = 1; each <= lastId; each += 1) expect(bodies.read(each)).toBe(model.get(each));
      }
    }),
    { numRuns: 100 },
  );
});
