import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { itemSorts } from '../../../../shared/item.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Refusal } from '../../../../shared/error-codes.ts';
import { openDatabase } from '../../../../main/store/database.ts';
import { migrations } from '../../../../main/store/migrate.ts';
import { openStore, type NewItem, type Store } from '../../../../main/store/store.ts';
import { packEverything } from '../../../collector/pack-everything.ts';

let folder: string;
let store: Store;
const lines: string[] = [];
const open = (): Store => openStore(folder, { now: () => 1_000_000, log: (line) => lines.push(line) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-store-'));
  store = open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  expect(lines.splice(0)).toEqual([]);
});

function newProject(name = 'shop'): { projectId: number; environmentId: number } {
  const projectId = store.projects.create({ name, namedBy: 'person', at: 5 });
  return { projectId, environmentId: store.environments.idOf(projectId, 'production') };
}

function newItem(place: ReturnType<typeof newProject>, more: Partial<NewItem> = {}): number {
  const counter = store.projects.takeCounter(place.projectId);
  return store.items.create({
    ...{ mechanism: 'st1', scope: 'production', fingerprint: `f${String(counter)}`, counter, protocol: 'rollbar' },
    ...{ title: `Error ${String(counter)}`, culprit: 'cart.ts in total', level: 'error', platform: null },
    ...{ language: null, framework: null, occurrenceId: 1, at: 1000 + counter, ...place, ...more },
  });
}

function newOccurrence(place: ReturnType<typeof newProject>, itemId: number, uuid: string): number {
  const id = store.occurrences.nextId();
  store.occurrences.insert(id, {
    ...{ itemId, uuid, protocol: 'rollbar', level: 'error', release: null, personId: null, ...place },
    ...{ occurredAt: 1, receivedAt: 2, remoteAddress: '127.0.0.1' },
  });
  return id;
}

it('keeps a second Stacktray out of the folder, and lets it in when the first has gone', async () => {
  expect(readdirSync(folder)).toContain('stacktray.lock');
  expect(open).toThrow(expect.objectContaining({ code: 'data-in-use' }) as Refusal);
  await store.close();
  store = open();
});

it('refuses a database of a newer version in words, and leaves it alone', async () => {
  await store.close();
  const path = join(folder, 'stacktray.db');
  const db = new Database(path);
  db.pragma('user_version = 99');
  db.close();
  expect(open).toThrow(/newer Stacktray/);
  const again = new Database(path);
  expect(again.pragma('user_version', { simple: true })).toBe(99);
  again.pragma(`user_version = ${String(migrations.length)}`);
  again.close();
  store = open();
});

it('waits for the disk at each commit', () => {
  // The setting belongs to a connection, so it is read from one that was opened the way the store opens its own.
  const db = openDatabase(join(folder, 'another.db'), () => 1);
  const full = 2;
  expect(db.pragma('synchronous', { simple: true })).toBe(full);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('page_size', { simple: true })).toBe(16384);
  db.close();
});

it('knows a uuid in both spellings, per project', () => {
  const shop = newProject();
  const other = newProject('other');
  const uuid = '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d';
  const id = newOccurrence(shop, newItem(shop), uuid);
  expect(store.occurrences.isKnown(shop.projectId, uuid.replaceAll('-', '').toUpperCase())).toBe(true);
  expect(store.occurrences.isKnown(other.projectId, uuid)).toBe(false);
  expect(store.occurrences.byId(id)?.uuid).toBe(uuid);
});

it('never uses an occurrence id again, and finds neighbours within the item', () => {
  const shop = newProject();
  const [one, two] = [newItem(shop), newItem(shop)];
  const ids = ['a', 'b', 'c', 'd'].map((uuid, index) => newOccurrence(shop, index === 1 ? two : one, uuid));
  expect(ids).toEqual([1, 2, 3, 4]);
  expect(store.occurrences.neighbours({ id: 3, itemId: one })).toEqual({ olderId: 1, newerId: 4 });
  expect(store.occurrences.neighbours({ id: 4, itemId: one })).toEqual({ olderId: 3, newerId: null });
  expect(store.occurrences.latestOf(one)?.id).toBe(4);
});

it('reads a body the same before and after it was packed', () => {
  const shop = newProject();
  const id = newOccurrence(shop, newItem(shop), 'a');
  const text = JSON.stringify({ message: 'naïve 😀 \u0000 text' });
  store.bodies.write(id, text);
  expect(store.bodies.read(id)).toBe(text);
  store.bodies.replace(id, deflateRawSync(text));
  expect(store.bodies.read(id)).toBe(text);
  packEverything(folder);
  expect(store.bodies.read(id)).toBe(text);
});

const allOrders = itemSorts.flatMap((sort) =>
  [true, false].flatMap((ascending) => [true, false].map((grouped) => ({ sort, ascending, grouped }))),
);

it('pages through items in the order of each sort without losing or repeating one', () => {
  const shop = newProject();
  const other = newProject();
  for (let index = 0; index < 25; index += 1)
    newItem(index % 2 === 0 ? shop : other, { at: 1000 + (index % 7), level: index % 3 === 0 ? 'critical' : 'info' });
  const filter = { view: 'active' as const, projectId: null, environment: null, text: '' };
  for (const order of allOrders) {
    const wanted = { filter, ...order };
    const whole = store.itemListing.page({ ...wanted, cursor: null, limit: 100 }, 2000).rows.map((item) => item.id);
    const paged: number[] = [];
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page = store.itemListing.page({ ...wanted, cursor, limit: 4 }, 2000);
      paged.push(...page.rows.map((item) => item.id));
      cursor = page.next;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(25);
  }
});

it('orders both ways, and project by project from the oldest on', () => {
  const [shop, other] = [newProject(), newProject()];
  const one = newItem(other, { at: 1000 });
  const two = newItem(shop, { at: 1001 });
  const three = newItem(shop, { at: 1002 });
  const ids = (ascending: boolean, grouped: boolean): number[] => {
    const filter = { view: 'active' as const, projectId: null, environment: null, text: '' };
    const order = { sort: 'last' as const, ascending, grouped };
    return store.itemListing.page({ filter, ...order, cursor: null, limit: 9 }, 2000).rows.map(({ id }) => id);
  };
  expect([ids(false, false), ids(true, false)]).toEqual([
    [three, two, one],
    [one, two, three],
  ]);
  expect([ids(false, true), ids(true, true)]).toEqual([
    [three, two, one],
    [two, three, one],
  ]);
});

it('lists the items of a project and an environment', () => {
  const shop = newProject();
  const id = newItem(shop);
  newItem(newProject('other'));
  const list = (environment: string): number[] => {
    const filter = { view: 'all' as const, projectId: shop.projectId, environment, text: '' };
    const order = { sort: 'last' as const, ascending: false, grouped: false };
    return store.itemListing.page({ filter, ...order, cursor: null, limit: 10 }, 2000).rows.map((item) => item.id);
  };
  expect([list('production'), list('staging')]).toEqual([[id], []]);
});

it('counts views, and an item as new until somebody has looked at it', () => {
  const shop = newProject();
  const [seen] = [newItem(shop), newItem(shop)];
  store.items.markViewed([seen], 2000);
  const filter = { view: 'active' as const, projectId: shop.projectId, environment: null, text: '' };
  const none = { snoozed: 0, muted: 0, resolved: 0, deleted: 0 };
  expect(store.itemListing.counts(filter, 2000)).toEqual({ ...none, active: 2, new: 1, all: 2 });
});

it('takes a snoozed item out of active and new until its snooze ends', () => {
  const shop = newProject();
  const id = newItem(shop);
  const marks = store.itemMarks.of(id);
  if (!marks) throw new Error('no such item');
  store.itemMarks.save(id, { ...marks, snoozedAt: 2000, snoozedUntil: 3000 });
  const filter = { view: 'active' as const, projectId: null, environment: null, text: '' };
  expect(store.itemListing.counts(filter, 2999)).toMatchObject({ active: 0, new: 0, snoozed: 1 });
  expect(store.itemListing.counts(filter, 3000)).toMatchObject({ active: 1, new: 1, snoozed: 0 });
  expect([store.itemListFacts.woken(2000, 2999), store.itemListFacts.woken(2999, 3000)]).toEqual([[], [id]]);
  store.itemMarks.save(id, { ...marks, snoozedAt: 2000, snoozedUntil: null });
  expect(store.itemListing.counts(filter, 9_000_000_000_000)).toMatchObject({ active: 0, snoozed: 1 });
});

it('adds up occurrences per hour, oldest first', () => {
  const shop = newProject();
  const item = newItem(shop);
  const hour = 3_600_000;
  const now = 100 * hour + 5;
  for (const at of [now, now - 1, now - 2 * hour, now - 30 * hour])
    store.hours.add(item, shop.environmentId, { at, count: 1 });
  expect(store.hours.recent([item], now, 4).get(item)).toEqual([0, 1, 0, 2]);
});

it('keeps the newest refused deliveries only', () => {
  const delivery = {
    ...{ receivedAt: 1, protocol: 'rollbar' as const, method: 'POST', path: '/api/1/item/', status: 422 },
    ...{ reason: 'no body', projectId: null, userAgent: null, bytes: 10, body: Buffer.from('{"a":1}') },
  };
  for (let index = 0; index < 5; index += 1) store.refused.add({ ...delivery, reason: `r${String(index)}` }, 3);
  const first = store.refused.list(null, 2);
  expect(first.rows.map((row) => row.reason)).toEqual(['r4', 'r3']);
  expect(store.refused.list(first.next, 2).rows.map((row) => row.reason)).toEqual(['r2']);
  expect(store.refused.byId(first.rows[0]?.id ?? 0)).toMatchObject({ body: '{"a":1}', truncated: false });
});

it('forgets a token that was made in a transaction that failed', () => {
  const { projectId } = newProject();
  const token = { projectId, name: 'default', token: 't'.repeat(32), keepSecret: false, scopes: [], at: 1 };
  expect(() =>
    store.inTransaction(() => {
      store.tokens.create(token);
      expect(store.tokens.find(token.token)).toMatchObject({ projectId });
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(store.tokens.find(token.token)).toBeUndefined();
  store.tokens.create(token);
  expect(store.tokens.find(token.token)).toMatchObject({ projectId });
  expect(store.tokens.find(token.token)).toMatchObject({ projectId });
});

it('undoes everything of a transaction that fails', () => {
  expect(() =>
    store.inTransaction(() => {
      newProject('half');
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(store.projects.list()).toEqual([]);
});
