/** The search index follows what happens to the reports: more of them, a restart, deletion. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../../main/store/store.ts';
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

/** Every table of the index that holds the text, and the terms of its full text. */
function placesOf(word: string): string[] {
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
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
  expect(store.searchIndex.nextTask()).toEqual({ kind: 'again', itemId: 1, after: 0, until: 2 });
  await store.close();
  // The job is done when the files hold nothing either, so the vocabulary has been swept by then.
  expect(placesOf('kiwifruit')).toEqual([]);
  await running.restart();
  await caughtUp();
  expect(placesOf('kiwifruit')).toEqual([]);
  expect(placesOf('mangofruit')).toEqual(['fact', 'word', 'text']);
});
