import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type NewSymbolFile, type Store } from '../../../../main/store/store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-symbols-'));
  store = openStore(folder, { now: () => 5, log: () => undefined });
  store.projects.create({ name: 'Shop', namedBy: 'person', at: 1 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string): NewSymbolFile['content'] => ({
  ...{ sha256: Buffer.from(text.padEnd(32)), size: text.length, packed: Buffer.from(`packed ${text}`) },
});
const file = (more: Partial<NewSymbolFile> = {}): NewSymbolFile => ({
  ...{ projectId: 1, kind: 'sourcemap', version: '1.0', identifier: '//shop.example/a.js', isFlat: false },
  ...{ content: bytes('map'), sources: new Map() },
  ...more,
});
const put = (more: Partial<NewSymbolFile> = {}) => store.inTransaction((at) => store.symbolFiles.put(file(more), at));
const list = () => store.symbolFiles.page({ projectId: 1, before: null, limit: 100 });

/** How many different bytes are kept. */
function blobs(): number {
  const db = new Database(join(folder, 'stacktray.db'), { readonly: true });
  const count = db.prepare<[], number>('SELECT count(*) FROM symbol_blob').pluck().get() ?? 0;
  db.close();
  return count;
}

it('lists files newest first, with all their bytes', () => {
  put();
  put({ version: '1.1', sources: new Map([['src/a.js', bytes('source')]]) });
  expect(list()).toMatchObject([
    { version: '1.1', bytes: 9, sources: 1, uploadedAt: 5 },
    { version: '1.0', bytes: 3, sources: 0 },
  ]);
  expect(store.symbolFiles.page({ projectId: 1, before: list()[0]?.id ?? 0, limit: 1 })).toMatchObject([
    { version: '1.0' },
  ]);
  expect(store.symbolFiles.page({ projectId: 2, before: null, limit: 1 })).toEqual([]);
});

it('keeps equal bytes once, until nobody needs them', () => {
  put();
  put({ version: '1.1', sources: new Map([['a.js', bytes('map')]]) });
  expect(blobs()).toBe(1);
  const [second, first] = list();
  store.inTransaction(() => store.symbolFiles.remove([first?.id ?? 0]));
  expect(blobs()).toBe(1);
  expect(store.symbolFiles.read(second?.id ?? 0)?.packed.toString()).toBe('packed map');
  store.inTransaction(() => store.symbolFiles.remove([second?.id ?? 0]));
  expect(blobs()).toBe(0);
});

it('replaces the file of the same place under a new id, with its sources', () => {
  const { id } = put({ sources: new Map([['a.js', bytes('old')]]) });
  const later = put({ content: bytes('later'), sources: new Map([['b.js', bytes('new')]]) });
  expect(later.id).toBeGreaterThan(id);
  expect(store.symbolFiles.read(id)).toBeUndefined();
  expect(store.symbolFiles.read(later.id)?.sources.map(({ name }) => name)).toEqual(['b.js']);
  expect([list().length, blobs()]).toEqual([1, 2]);
});

it('names the source maps, and of removed files only those', () => {
  put({ isFlat: true });
  put({ kind: 'dsym', identifier: 'com.example.shop' });
  const place = { projectId: 1, version: '1.0', identifier: '//shop.example/a.js', isFlat: true };
  expect(store.symbolFiles.sourceMaps()).toMatchObject([place]);
  const removed = store.inTransaction(() => store.symbolFiles.remove([...list().map(({ id }) => id), 99]));
  expect(removed).toMatchObject([place]);
});
