/** Whichever way a list is read, it is the one that goes through all items; and its counts are those of its items. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../main/store/store.ts';
import type { ItemFilter } from '../../../../shared/contract.ts';
import { isSnoozed, isUnviewed, itemSorts, itemViews, type Item, type ItemOrder } from '../../../../shared/item.ts';
import { randomFrom } from '../../../bench/random.ts';

const now = 5_000_000;
const environments = ['production', 'production', 'production', 'staging', 'rare'];
let folder: string;
let store: Store;
let projects: number[];
/** All that there are, in an order of their own. */
let whole: (Item & { isAsleep: boolean })[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-listing-'));
  store = openStore(folder, { now: () => now, log: () => undefined });
  projects = ['shop', 'office', 'empty'].map((name) => store.projects.create({ name, namedBy: 'person', at: 5 }));
  store.inTransaction(() => {
    fill(randomFrom(4));
  });
  readWhole();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** More than are fetched and sorted where few are expected. */
function fill(random: () => number): void {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  for (let number = 0; number < 1500; number += 1) {
    const projectId = projects[number % 7 === 0 ? 1 : 0] ?? 0;
    const counter = store.projects.takeCounter(projectId);
    const at = 1000 + Math.floor(random() * 400);
    const environmentId = store.environments.idOf(projectId, pick(environments));
    const level = pick(['critical', 'error', 'info'] as const);
    const id = store.items.create({
      ...{ projectId, environmentId, counter, mechanism: 'st1', scope: '', fingerprint: `f${String(counter)}`, level },
      ...{ protocol: 'rollbar', title: 'x', culprit: '', platform: null, language: null, framework: null },
      ...{ occurrenceId: 1, at },
    });
    const count = Math.floor(random() * 50);
    store.items.countOccurrences(id, {
      ...{ count, occurrenceId: 1, environmentId, at: at + Math.floor(random() * 400), newPeople: count % 9 },
    });
    decide(id, random);
  }
}

function decide(id: number, random: () => number): void {
  const state = store.items.triageStateOf(id);
  const marks = store.itemMarks.of(id);
  if (!state || !marks) throw new Error('no such item');
  const chance = random();
  const status = chance < 0.1 ? 'resolved' : chance < 0.15 ? 'muted' : chance < 0.17 ? 'archived' : 'active';
  store.items.saveTriageState(id, { ...state, status });
  if (random() < 0.5) store.items.markViewed([id], 4000);
  if (random() < 0.02) store.itemMarks.save(id, { ...marks, snoozedAt: 2000, snoozedUntil: 3000 });
  else if (random() < 0.03) store.itemMarks.save(id, { ...marks, snoozedAt: 2000, snoozedUntil: null });
}

function readWhole(): void {
  const ids = Array.from({ length: 1500 }, (_, index) => index + 1);
  const facts = store.itemListFacts.of(ids);
  whole = store.itemListFacts.items(ids).map((item) => {
    const known = facts.get(item.id);
    return { ...item, isAsleep: known !== undefined && isSnoozed(known, now) };
  });
}

function isIn({ view, projectId, environment }: ItemFilter, item: (typeof whole)[number]): boolean {
  const isAwake = item.status === 'active' && !item.isAsleep;
  const isOfView = {
    ...{ active: isAwake, new: isAwake && isUnviewed(item), snoozed: item.status === 'active' && item.isAsleep },
    ...{
      muted: item.status === 'muted',
      resolved: item.status === 'resolved',
      all: item.status !== 'archived',
      deleted: false,
    },
  }[view];
  const isOfPlace = projectId === null || item.projectId === projectId;
  return isOfView && isOfPlace && (environment === null || item.environment === environment);
}

const severity = ['debug', 'info', 'warning', 'error', 'critical'];
const valuesOf: Record<ItemOrder['sort'], (item: Item) => number[]> = {
  last: (item) => [item.lastSeenAt, item.id],
  first: (item) => [item.firstSeenAt, item.id],
  count: (item) => [item.totalOccurrences, item.id],
  people: (item) => [item.people, item.id],
  level: (item) => [severity.indexOf(item.level), item.lastSeenAt, item.id],
};

function expected(filter: ItemFilter, { sort, ascending, grouped }: ItemOrder): number[] {
  const compare = (a: number[], b: number[]): number =>
    a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return whole
    .filter((item) => isIn(filter, item))
    .toSorted((a, b) => {
      const byProject = grouped ? a.projectId - b.projectId : 0;
      const byValues = compare(valuesOf[sort](a), valuesOf[sort](b));
      return byProject === 0 ? (ascending ? byValues : -byValues) : byProject;
    })
    .map(({ id }) => id);
}

function paged(filter: ItemFilter, order: ItemOrder): number[] {
  const ids: number[] = [];
  for (let cursor: string | null = null; ;) {
    const page = store.itemListing.page({ filter, ...order, cursor, limit: 450 }, now);
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === null) return ids;
    cursor = page.next;
  }
}

const places = [null, 0, 1, 2].flatMap((project) =>
  [null, 'production', 'rare', 'none'].map((environment): [number | null, string | null] => [project, environment]),
);
const orders = itemSorts.flatMap((sort) =>
  [true, false].map((ascending): ItemOrder => ({ sort, ascending, grouped: sort === 'level' || sort === 'count' })),
);
orders.push({ sort: 'level', ascending: false, grouped: false }, { sort: 'count', ascending: true, grouped: false });

it.each(places)('lists and counts every view of project %s and environment %s', (project, environment) => {
  const place = { projectId: project === null ? null : (projects[project] ?? null), environment, text: '' };
  for (const view of itemViews) {
    const filter = { view, ...place };
    for (const order of orders)
      expect(paged(filter, order), JSON.stringify([view, order])).toEqual(expected(filter, order));
  }
  const counted = itemViews.map((view) => whole.filter((item) => isIn({ view, ...place }, item)).length);
  const counts = store.itemListing.counts({ view: 'all', ...place }, now);
  expect(itemViews.map((view) => counts[view])).toEqual(counted);
});

it('finds nothing behind a cursor of another order', () => {
  const filter: ItemFilter = { view: 'all', projectId: null, environment: null, text: '' };
  const order = { sort: 'level', ascending: false, grouped: false } as const;
  for (const cursor of ['1,2', 'x,y,z', '']) {
    expect(store.itemListing.page({ filter, ...order, cursor, limit: 5 }, now).rows).toEqual([]);
  }
});

it('counts what becomes of items, whatever changes them', () => {
  const filter: ItemFilter = { view: 'all', projectId: projects[2] ?? 0, environment: null, text: '' };
  const [projectId = 0] = projects.slice(2);
  const environmentId = store.environments.idOf(projectId, 'production');
  const countsNow = (): unknown => store.itemListing.counts(filter, now);
  const id = store.items.create({
    ...{ projectId, environmentId, counter: 1, mechanism: 'st1', scope: '', fingerprint: 'f', level: 'error' },
    ...{ protocol: 'rollbar', title: 'x', culprit: '', platform: null, language: null, framework: null },
    ...{ occurrenceId: 1, at: 1000 },
  });
  expect(countsNow()).toMatchObject({ active: 1, new: 1, all: 1 });
  expect(store.projects.byId(projectId)?.activeItems).toBe(1);
  store.items.markViewed([id], 2000);
  expect(countsNow()).toMatchObject({ active: 1, new: 0 });
  store.items.reactivate(id, { occurrenceId: 2, at: 3000, title: 'x', culprit: '' });
  expect(countsNow()).toMatchObject({ active: 1, new: 1 });
  const other = store.environments.idOf(projectId, 'staging');
  store.items.countOccurrences(id, { count: 1, occurrenceId: 2, environmentId: other, at: 3000, newPeople: 0 });
  expect(store.itemListing.counts({ ...filter, environment: 'production' }, now)).toMatchObject({ all: 0 });
  expect(store.itemListing.counts({ ...filter, environment: 'staging' }, now)).toMatchObject({ all: 1 });
  store.occurrencePages.remove({ id: 2, itemId: id });
  expect(countsNow()).toEqual({ active: 0, new: 0, snoozed: 0, muted: 0, resolved: 0, all: 0, deleted: 0 });
});
