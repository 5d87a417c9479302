import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../main/store/store.ts';
import type { ActivityKind } from '../../../../shared/activity.ts';
import type { Level } from '../../../../shared/level.ts';
import { randomFrom } from '../../../bench/random.ts';

const hour = 3_600_000;
const now = 1000 * hour;
let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-reports-'));
  store = openStore(folder, { now: () => now, log: () => expect.unreachable() });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An item of project 1 that occurred at these hours. */
function addItem(level: Level, hours: number[], environment = 'production'): number {
  const projectId = store.projects.byId(1) ? 1 : store.projects.create({ name: 'shop', namedBy: 'person', at: 1 });
  const environmentId = store.environments.idOf(projectId, environment);
  const counter = store.projects.takeCounter(projectId);
  const id = store.items.create({
    ...{ projectId, environmentId, mechanism: 'st1', scope: environment, fingerprint: String(counter), counter, level },
    ...{ title: 'x', protocol: 'rollbar', culprit: '', platform: null, language: null, framework: null },
    ...{ occurrenceId: 1, at: 0 },
  });
  for (const at of hours) {
    store.hours.add(id, environmentId, { at: at * hour, count: 1 });
    store.items.countOccurrences(id, { count: 1, occurrenceId: 1, environmentId, at: at * hour, newPeople: 0 });
  }
  return id;
}

const wanted = { projectId: 1, environments: [], levels: [], itemId: null, firstHour: 997, lastHour: 1000 };

it('puts the severest items first, then those with most occurrences, and leaves out what is not active', () => {
  const rare = addItem('error', [1000]);
  const often = addItem('error', [998, 999, 999]);
  const severe = addItem('critical', [997]);
  const old = addItem('critical', [900]);
  const muted = addItem('critical', [1000]);
  const state = store.items.triageStateOf(muted);
  if (state) store.items.saveTriageState(muted, { ...state, status: 'muted' });
  const top = store.reports.topItems({ ...wanted, limit: 10 });
  expect(top.map(({ item, occurrences }) => [item.id, occurrences])).toEqual([
    [severe, 1],
    [often, 3],
    [rare, 1],
  ]);
  expect(top[1]?.hours).toEqual([
    { hour: 998, count: 1 },
    { hour: 999, count: 2 },
  ]);
  expect(store.reports.topItems({ ...wanted, limit: 1 })).toHaveLength(1);
  expect(store.reports.hourFacts({ ...wanted, limit: 100 }).map(({ item }) => item.id)).toContain(muted);
  expect(store.reports.hourCounts({ ...wanted, itemId: old })).toEqual([]);
});

it('counts hours of some environments and levels', () => {
  addItem('error', [998, 1000]);
  addItem('warning', [998, 998], 'test');
  expect(store.reports.hourCounts(wanted)).toEqual([
    { hour: 998, count: 3 },
    { hour: 1000, count: 1 },
  ]);
  expect(store.reports.hourCounts({ ...wanted, environments: ['test'] })).toEqual([{ hour: 998, count: 2 }]);
  expect(store.reports.hourCounts({ ...wanted, levels: ['error'], firstHour: 999 })).toEqual([
    { hour: 1000, count: 1 },
  ]);
  expect(store.reports.hourCounts({ ...wanted, projectId: 2 })).toEqual([]);
});

it('measures how long items were active before they were resolved, each time once', () => {
  const id = addItem('error', [1]);
  const happened: [number, ActivityKind][] = [
    [10, 'appeared'],
    [30, 'resolved'],
    [35, 'resolved'],
    [50, 'reactivated'],
    [57, 'resolved'],
  ];
  for (const [at, kind] of happened) store.activity.append({ itemId: id, at, kind, by: 'person', detail: {} });
  const span = { projectId: 1, environments: [], from: 0, to: 100 };
  expect(store.reports.resolutions(span)).toEqual([
    { itemId: id, resolvedAt: 30, activatedAt: 10 },
    { itemId: id, resolvedAt: 57, activatedAt: 50 },
  ]);
  expect(store.reports.resolutions({ ...span, from: 31, to: 57 })).toEqual([]);
  expect(store.reports.timesToResolution(1, [1, 2])).toEqual([{ counter: 1, first: 30, last: 7 }]);
});

it('finds the same top items as adding up every item would', () => {
  const random = randomFrom(3);
  const some = (count: number): number[] => Array.from({ length: count }, () => 990 + Math.floor(random() * 20));
  store.inTransaction(() => {
    for (let number = 0; number < 300; number += 1)
      addItem(
        number % 5 === 0 ? 'warning' : 'info',
        some(Math.floor(random() * 12)),
        number % 3 === 0 ? 'test' : 'live',
      );
    // These occurred most, but before.
    for (let number = 0; number < 60; number += 1) addItem('warning', [...Array.from({ length: 30 }, () => 500), 1002]);
  });
  for (const environments of [[], ['test']]) {
    for (const [firstHour, limit] of [
      [992, 10],
      [1000, 70],
      [990, 500],
    ] as const) {
      const span = { ...wanted, environments, firstHour };
      const sums = new Map<number, { id: number; level: Level; occurrences: number }>();
      for (const { item, count } of store.reports.hourFacts({ ...span, limit: 100_000 })) {
        const sum = sums.get(item.id) ?? { id: item.id, level: item.level, occurrences: 0 };
        sums.set(item.id, { ...sum, occurrences: sum.occurrences + count });
      }
      const rank = (level: Level): number => (level === 'warning' ? 1 : 0);
      const best = [...sums.values()]
        .toSorted((a, b) => rank(b.level) - rank(a.level) || b.occurrences - a.occurrences || b.id - a.id)
        .slice(0, limit);
      const top = store.reports.topItems({ ...span, limit });
      expect(top.map(({ item, occurrences }) => ({ id: item.id, level: item.level, occurrences }))).toEqual(best);
    }
  }
});

it('counts the hours of items that are active now, whatever becomes of them', () => {
  const id = addItem('error', [998, 1000]);
  addItem('warning', [999]);
  const state = store.items.triageStateOf(id);
  const marks = store.itemMarks.of(id);
  if (!state || !marks) throw new Error('no such item');
  const hoursOf = (levels: Level[]): number[] =>
    store.reports
      .hourCounts({ ...wanted, levels })
      .flatMap(({ hour, count }) => Array.from({ length: count }, () => hour));
  store.items.saveTriageState(id, { ...state, status: 'muted' });
  expect([hoursOf([]), hoursOf(['error'])]).toEqual([[999], []]);
  store.hours.add(id, store.environments.idOf(1, 'production'), { at: 998 * hour, count: 1 });
  store.items.saveTriageState(id, state);
  expect(hoursOf([])).toEqual([998, 998, 999, 1000]);
  store.itemMarks.save(id, { ...marks, level: 'critical' });
  expect([hoursOf(['error']), hoursOf(['critical'])]).toEqual([[], [998, 998, 1000]]);
  store.occurrencePages.remove({ id: 1, itemId: id });
  expect(hoursOf([])).toEqual([999]);
});

it('counts an item that appeared or came back once a day', () => {
  const day = 24 * hour;
  const id = addItem('error', [1]);
  const other = addItem('error', [1], 'test');
  const happened: [number, number, ActivityKind][] = [
    [id, 2 * day + 5, 'appeared'],
    [id, 2 * day + 9, 'reactivated'],
    [id, 3 * day - 1, 'resolved'],
    [id, 4 * day, 'reactivated'],
    [other, 2 * day, 'appeared'],
  ];
  for (const [itemId, at, kind] of happened) store.activity.append({ itemId, at, kind, by: 'person', detail: {} });
  const span = { projectId: 1, environments: [], from: 2 * day, to: 4 * day + 1 };
  expect(store.reports.activationDays(span)).toEqual([
    { day: 2, count: 2 },
    { day: 4, count: 1 },
  ]);
  expect(store.reports.activationDays({ ...span, environments: ['test'] })).toEqual([{ day: 2, count: 1 }]);
  expect(store.reports.activationDays({ ...span, to: 4 * day })).toEqual([{ day: 2, count: 2 }]);
  store.occurrencePages.remove({ id: 1, itemId: id });
  expect(store.reports.activationDays(span)).toEqual([{ day: 2, count: 1 }]);
});
