/** The search index follows what happens to the reports: more of them, a restart, deletion. */
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSearchIndexer, openStore } from '../../main/store/store.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
  // Tests that post very much look for all of it.
  await running.client.call('storage.guardStorms', { on: false });
});
afterEach(async () => {
  await running.dispose();
});

async function caughtUp(): Promise<void> {
  await vi.waitFor(() => {
    expect(running.collector.status().search).toEqual({ behind: 0 });
  }, 20_000);
}

async function find(text: string): Promise<number[]> {
  return (await running.items({ text })).map(({ counter }) => counter).sort();
}

const indexPath = (): string => join(running.folder, 'search.db');

function changeIndex(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** Every table of the index that holds the text, and the terms of its full text. */
function placesOf(word: string): string[] {
  const db = new Database(indexPath(), { readonly: true });
  const has = (sql: string): boolean => db.prepare(sql).get(`%${word}%`) !== undefined;
  const found = [
    ...(has('SELECT 1 FROM fact_value WHERE value LIKE ?') ? ['fact'] : []),
    ...(has('SELECT 1 FROM word WHERE text LIKE ?') ? ['word'] : []),
    ...(db.prepare('SELECT 1 FROM report_text WHERE report_text MATCH ?').get(`"${word}"`) ? ['text'] : []),
  ];
  db.close();
  return found;
}

it('finds a title at once, and the rest of the report when it has been read', async () => {
  await running.post(errorData({ custom: { fruit: 'kiwi' } }));
  expect(await find('function')).toEqual([1]);
  await caughtUp();
  expect(await find('kiwi')).toEqual([1]);
});

it('tells how far behind it is, and goes on after a restart', async () => {
  await running.post(errorData({ custom: { fruit: 'kiwi' } }));
  expect(running.collector.status().search.behind).toBeGreaterThan(0);
  await running.restart();
  await caughtUp();
  await running.post(errorData({ custom: { fruit: 'mango' } }));
  await caughtUp();
  expect([await find('kiwi'), await find('mango')]).toEqual([[1], [1]]);
  const breakdown = await running.client.call('items.breakdown', { id: 1 });
  expect(breakdown).toMatchObject({ occurrences: 2 });
  expect(breakdown.fields.find(({ field }) => field === 'custom:fruit')?.values.map(({ count }) => count)).toEqual([
    1, 1,
  ]);
});

it('counts every report once, however many come', async () => {
  const hosts = Array.from({ length: 300 }, (_none, index) => `web-${String(index % 3)}`);
  await Promise.all(hosts.map((host) => running.post(errorData({ server: { host } }))));
  await caughtUp();
  const { occurrences, fields } = await running.client.call('items.breakdown', { id: 1 });
  expect(occurrences).toBe(300);
  expect(fields.find(({ field }) => field === 'host')?.values.map(({ count }) => count)).toEqual([100, 100, 100]);
});

it('finds values beyond those that are counted by themselves', async () => {
  const orders = Array.from({ length: 505 }, (_none, index) => `first${String(index)}`);
  await Promise.all(orders.map((order) => running.post(errorData({ custom: { order } }))));
  await running.post(errorData({ custom: { order: 'latecomer' } }));
  await caughtUp();
  const { fields } = await running.client.call('items.breakdown', { id: 1 });
  expect(fields.find(({ field }) => field === 'custom:order')).toMatchObject({ different: 500, isCapped: true });
  expect(await find('custom[order]:latecomer')).toEqual([1]);
  expect(await find('custom[order]:nobody')).toEqual([]);
});

it('forgets a deleted report, and keeps what others of its item say', async () => {
  await running.post(errorData({ custom: { fruit: 'kiwifruit' }, person: { id: 'p1', username: 'kiwifruit' } }));
  await running.post(errorData({ custom: { fruit: 'mango' } }));
  await caughtUp();
  expect(placesOf('kiwifruit')).toEqual(['fact', 'word', 'text']);
  await askApi(running, { method: 'DELETE', path: '/instance/1' });
  await caughtUp();
  await vi.waitFor(() => {
    expect(placesOf('kiwifruit')).toEqual([]);
  });
  expect([await find('kiwifruit'), await find('mango')]).toEqual([[], [1]]);
  expect(await running.client.call('items.breakdown', { id: 1 })).toMatchObject({ occurrences: 1 });
});

it('forgets an item that was deleted with its last report', async () => {
  await running.post(errorData({ custom: { fruit: 'kiwifruit' } }));
  await caughtUp();
  await askApi(running, { method: 'DELETE', path: '/instance/1' });
  await caughtUp();
  await vi.waitFor(() => {
    expect(placesOf('kiwifruit')).toEqual([]);
  });
});

it('forgets what all items knew of a person', async () => {
  await running.post(errorData({ person: { id: 'p1', username: 'kiwifruit' } }));
  await running.post(errorData({ person: { id: 'p2', username: 'mangofruit' } }, { method: 'other', line: 9 }));
  await caughtUp();
  await running.collector.stop();
  const store = openStore(running.folder, { now: () => running.clock.now, log: () => expect.unreachable() });
  const job = store.forgetting.create({ by: 'id', value: 'p1' });
  while ((await store.forgetting.step(job)) === 'more');
  const indexer = openSearchIndexer(store.searchIndex.path);
  expect(indexer.next()?.task).toEqual({ kind: 'again', itemId: 1, after: 0, until: 2 });
  indexer.close();
  await store.close();
  // The job is done when the files hold nothing either, so the vocabulary has been swept by then.
  expect(placesOf('kiwifruit')).toEqual([]);
  await running.restart();
  await caughtUp();
  expect(placesOf('kiwifruit')).toEqual([]);
  expect(placesOf('mangofruit')).toEqual(['fact', 'word', 'text']);
});

/** Stops, lets something happen to the folder, and starts again. */
async function betweenRuns(change: () => void): Promise<void> {
  const { collector } = running;
  await collector.stop();
  change();
  await running.restart();
}

it.each([
  ['is missing', (path: string) => void rmSync(path)],
  ['is no database', (path: string) => void writeFileSync(path, 'x'.repeat(40_000))],
  ['is of another version', (path: string) => void changeIndex(path, 'PRAGMA user_version = 99')],
  [
    'knows reports that the database does not',
    (path: string) => void changeIndex(path, 'UPDATE search_mark SET occurrence_id = 7'),
  ],
])('makes an index again that %s', async (_what, harm) => {
  await running.post(errorData({ custom: { fruit: 'kiwi' } }));
  await caughtUp();
  await betweenRuns(() => {
    harm(indexPath());
  });
  await caughtUp();
  expect(await find('kiwi')).toEqual([1]);
  expect(await running.client.call('items.breakdown', { id: 1 })).toMatchObject({ occurrences: 1 });
});

it('makes an index again of which pages turn out to be broken', async () => {
  await running.post(errorData({ custom: { fruit: 'kiwi' } }));
  await caughtUp();
  await betweenRuns(() => {
    const root = new Database(indexPath(), { readonly: true });
    const page = root.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'item_fact'`).pluck().get();
    root.close();
    const file = openSync(indexPath(), 'r+');
    writeSync(file, Buffer.alloc(16_384, 0xff), 0, 16_384, ((page ?? 0) - 1) * 16_384);
    closeSync(file);
  });
  await running.post(errorData({ custom: { fruit: 'mango' } }));
  await caughtUp();
  expect(running.log.some((line) => line.includes('made again'))).toBe(true);
  expect([await find('kiwi'), await find('mango')]).toEqual([[1], [1]]);
  expect(await running.client.call('items.breakdown', { id: 1 })).toMatchObject({ occurrences: 2 });
});

it('forgets what was deleted while the index was missing or behind', async () => {
  await running.post(errorData({ custom: { fruit: 'kiwifruit' } }));
  await running.post(errorData({ custom: { fruit: 'mango' } }));
  await caughtUp();
  await askApi(running, { method: 'DELETE', path: '/instance/1' });
  await running.restart();
  await caughtUp();
  expect([await find('kiwifruit'), await find('mango')]).toEqual([[], [1]]);
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
  expect(db.prepare('SELECT * FROM forgotten_item').all()).toEqual([]);
  db.close();
});
