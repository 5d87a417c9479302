/** An item that gets very many reports keeps a part of them and counts all. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemDetail } from '../../shared/item.ts';
import type { JsonObject } from '../../shared/json.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const minute = 60_000;
let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
  await running.client.call('storage.guardStorms', { on: true });
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

function rows<Row>(sql: string): Row[] {
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
  const found = db.prepare<[], Row>(sql).all();
  db.close();
  return found;
}
const stored = (itemId = 1): number => rows(`SELECT 1 FROM occurrence WHERE item_id = ${String(itemId)}`).length;

async function report(count: number, more: JsonObject = {}, where?: { method: string }): Promise<void> {
  for (let sent = 0; sent < count; sent += 50) {
    const posts = Array.from({ length: Math.min(50, count - sent) }, () => running.post(errorData(more, where)));
    for (const { status } of await Promise.all(posts)) expect(status).toBe(200);
  }
  // A call is answered when what was taken is stored.
  await running.items();
}
const detail = (id = 1): Promise<ItemDetail> => running.client.call('items.get', { id });

/** Counts of the item that do not agree with what is stored and what was only counted. */
const wrongCounts = (): unknown[] =>
  rows(`SELECT id FROM item WHERE
    total_occurrences <> (SELECT count(*) FROM occurrence WHERE item_id = item.id)
      + (SELECT coalesce(sum(count), 0) FROM unstored_count WHERE item_id = item.id)
    OR total_occurrences <> (SELECT sum(count) FROM item_hour WHERE item_id = item.id)
    OR people <> (SELECT count(*) FROM item_person WHERE item_id = item.id)`);

it('stores a part, counts all, and says so', async () => {
  await report(300, { code_version: '1.0', person: { id: 'ann' } });
  await report(10, {}, { method: 'refund' });
  const { storm, ...item } = await detail();
  expect(stored()).toBe(100 + 20);
  expect(item).toMatchObject({ totalOccurrences: 300, unstored: 180, people: 1 });
  expect(storm).toEqual({ isGuarded: true, last: { since: running.clock.now, until: running.clock.now, oneOf: 10 } });
  expect([stored(2), (await detail(2)).storm.last]).toEqual([10, null]);
  expect(rows('SELECT count FROM item_version')).toEqual([{ count: 300 }]);
  expect(wrongCounts()).toEqual([]);
  await running.restart();
  expect(await detail()).toMatchObject({ totalOccurrences: 300 });
});

it('somebody who was met in reports that are not stored has met the item', async () => {
  await report(101);
  await report(1, { person: { id: 'cy' }, code_version: '2.0' });
  expect(stored()).toBe(100);
  expect(await detail()).toMatchObject({ people: 1, totalOccurrences: 102, unstored: 2 });
  expect(wrongCounts()).toEqual([]);
});

it('a report that is sent again counts once', async () => {
  await report(120);
  const uuid = '11111111-2222-4333-8444-555555555555';
  await report(1, { uuid });
  expect(rows('SELECT 1 FROM occurrence').length).toBe(102);
  await report(3, { uuid });
  expect((await detail()).totalOccurrences).toBe(121);
});

it('a report that brings the item back is stored', async () => {
  await report(150);
  const command = {
    id: crypto.randomUUID(),
    at: running.clock.now,
    kind: 'resolve' as const,
    inVersion: null,
    itemIds: [1],
  };
  await running.client.call('items.triage', { command });
  const before = stored();
  await report(1);
  expect(await detail()).toMatchObject({ status: 'active', totalOccurrences: 151 });
  expect(stored()).toBe(before + 1);
  expect(rows('SELECT occurrences_since_resolved AS since FROM item')).toEqual([{ since: 1 }]);
});

it('can be switched off, for an item and for all', async () => {
  await report(1);
  await running.client.call('items.guardStorms', { id: 1, on: false });
  await report(150);
  expect([stored(), (await detail()).storm]).toEqual([151, { isGuarded: false, last: null }]);
  await running.client.call('items.guardStorms', { id: 1, on: true });
  await running.client.call('storage.guardStorms', { on: false });
  running.clock.now += minute;
  await report(150);
  expect(stored()).toBe(301);
  await running.client.call('storage.guardStorms', { on: true });
  running.clock.now += 10 * minute;
  await report(150);
  expect(stored()).toBe(301 + 105);
  await expect(running.client.call('items.guardStorms', { id: 99, on: true })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('merging counts what was not stored, and so does parting', async () => {
  await report(150);
  await report(130, {}, { method: 'refund' });
  const command = { id: crypto.randomUUID(), at: running.clock.now, kind: 'merge' as const, into: 1, itemIds: [2] };
  await running.client.call('items.triage', { command });
  expect((await detail()).totalOccurrences).toBe(280);
  await running.client.call('triage.undo', { id: crypto.randomUUID(), at: running.clock.now, commandId: command.id });
  expect([(await detail()).totalOccurrences, (await detail(2)).totalOccurrences]).toEqual([150, 130]);
});

it('numbers of occurrences go on over those that were only counted', async () => {
  await report(1200);
  running.clock.now += 3 * 86_400_000;
  await report(1);
  const everywhere = { days: 1, mostOfProject: null, mostOfItem: null };
  await running.client.call('storage.limit', { limits: { bytes: null, everywhere, projects: [] } });
  await running.client.call('storage.prune', {});
  const numberOf = (at: number): number => rows<{ id: number }>('SELECT id FROM occurrence ORDER BY id')[at]?.id ?? 0;
  await expect.poll(() => stored(), { timeout: 20_000 }).toBe(5);
  // The 1st, 10th and 100th were stored whole; of the 1000th it is the last of each tenth, the 190th that was stored.
  expect([0, 1, 2, 3].map(numberOf)).toEqual([1, 10, 100, 190]);
  expect(await detail()).toMatchObject({ totalOccurrences: 1201, unstored: 1196 });
  expect(wrongCounts()).toEqual([]);
});
