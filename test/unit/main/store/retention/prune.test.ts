/** Rounds of deleting against a model that knows every occurrence there ever was. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTally, type Tally } from '../../../../../main/collector/tally.ts';
import { pruningPreview } from '../../../../../main/store/retention/preview.ts';
import { pruningRound } from '../../../../../main/store/retention/prune.ts';
import { openStore, type Store } from '../../../../../main/store/store.ts';
import type { RetentionLimits, RetentionRule } from '../../../../../shared/retention.ts';

const day = 86_400_000;
const minute = 60_000;
const items = [0, 1, 2, 3];

let folder: string;
let store: Store;
let tally: Tally;
let db: Database.Database;
let now: number;
let model: World;

interface Known {
  id: number;
  at: number;
  number: number;
  isStored: boolean;
}
interface World {
  projects: { id: number; environmentId: number }[];
  items: { id: number; project: number; isPinned: boolean; all: Known[] }[];
}

beforeEach(begin);
afterEach(end);

function begin(): void {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-prune-'));
  now = 1000 * day;
  store = openStore(folder, { now: () => now, log: () => undefined });
  tally = createTally(store);
  db = new Database(join(folder, 'stacktray.db'));
  db.pragma('foreign_keys = ON');
  const projects = ['shop', 'blog'].map((name) => {
    const id = store.projects.create({ name, namedBy: 'person', at: 5 });
    return { id, environmentId: store.environments.idOf(id, 'production') };
  });
  model = { projects, items: items.map((index) => ({ id: 0, project: index % 2, isPinned: false, all: [] })) };
}

async function end(): Promise<void> {
  db.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

function placeOf(index: number) {
  const item = model.items[index];
  const project = item && model.projects[item.project];
  if (!item || !project) throw new Error('no such item');
  return { item, place: { projectId: project.id, environmentId: project.environmentId } };
}

interface Reports {
  count?: number;
  person?: string | null;
  release?: string | null;
}

/** One each minute. */
function report(index: number, { count = 1, person = null, release = null }: Reports = {}): void {
  store.inTransaction(() => {
    for (let n = 0; n < count; n += 1) reportOne(index, { person, release });
    tally.write();
  });
}

function reportOne(index: number, { person, release }: { person: string | null; release: string | null }): void {
  const { item, place } = placeOf(index);
  now += minute;
  const id = store.occurrences.nextId();
  if (item.id === 0)
    item.id = store.items.create({
      ...{ mechanism: 'st2', scope: 'production', fingerprint: `f${String(index)}`, protocol: 'rollbar', ...place },
      ...{ title: 'Error', culprit: 'cart.ts', level: 'error', platform: null, language: null, framework: null },
      ...{ occurrenceId: id, at: now, counter: store.projects.takeCounter(place.projectId) },
    });
  store.occurrences.insert(id, {
    ...{ itemId: item.id, uuid: `u${String(id)}`, protocol: 'rollbar', level: 'error', release, personId: person },
    ...{ occurredAt: now, receivedAt: now, remoteAddress: '127.0.0.1', ...place },
  });
  store.bodies.write(id, '{"data":{}}');
  const counted = { id, itemId: item.id, release, personId: person, receivedAt: now, ...place };
  tally.add(counted, { person: null, reactivated: false });
  item.all.push({ id, at: now, number: item.all.length + 1, isStored: true });
}

function pin(index: number, isPinned: boolean): void {
  const { item } = placeOf(index);
  // Only an item that is there can be pinned.
  item.isPinned = isPinned && item.id > 0;
  db.prepare('UPDATE item SET pinned_at = ? WHERE id = ?').run(isPinned ? 1 : null, item.id);
}

const isMilestone = ({ number }: Known): boolean => /^10*$/.test(String(number));

/** What the promise says, of everything that is stored. */
function pruneModel(rules: RetentionRule[]): number {
  let deleted = 0;
  const storedOf = (project: number): Known[] =>
    model.items.filter((item) => item.project === project).flatMap(({ all }) => all.filter((one) => one.isStored));
  const newest = model.projects.map((_project, index) => storedOf(index).toSorted((a, b) => b.id - a.id));
  for (const { all, project, isPinned } of model.items) {
    const { days, mostOfProject, mostOfItem } = rules[project] ?? { days: null, mostOfProject: null, mostOfItem: null };
    const stored = all.filter((one) => one.isStored);
    for (const [index, one] of stored.entries()) {
      const isTooOld = days !== null && one.at < now - days * day;
      const isTooMuch =
        mostOfProject !== null && (newest[project]?.findIndex(({ id }) => id === one.id) ?? 0) >= mostOfProject;
      const isTooMuchOfItem = mostOfItem !== null && stored.length - index > mostOfItem;
      const isSettled = one.at < now - 10 * minute;
      if (!isSettled || isPinned || isMilestone(one) || index === stored.length - 1) continue;
      if (!isTooOld && !isTooMuch && !isTooMuchOfItem) continue;
      one.isStored = false;
      deleted += 1;
    }
  }
  return deleted;
}

function limitsOf(rules: RetentionRule[]): RetentionLimits {
  const none: RetentionRule = { days: null, mostOfProject: null, mostOfItem: null };
  const projects = model.projects.map(({ id }, index) => ({ projectId: id, rule: rules[index] ?? none }));
  return { bytes: null, everywhere: none, projects };
}

/** Returns how many were deleted; with `steps`, as if it was stopped after so many. */
function prune(limits: RetentionLimits, steps = Infinity): number {
  const step = pruningRound(db, limits, now);
  let deleted = 0;
  for (let done = 0; done < steps; done += 1) {
    const { occurrences, isDone } = step();
    deleted += occurrences;
    if (isDone) break;
  }
  return deleted;
}

const rows = (sql: string): unknown[] => db.prepare(sql).all();
const counts = (): unknown[] => [
  rows(`SELECT id, total_occurrences, occurrences_since_resolved, people, first_occurrence_id, first_seen_at,
    last_occurrence_id, last_seen_at, environment_id FROM item ORDER BY id`),
  rows('SELECT * FROM item_hour ORDER BY item_id, hour'),
  rows('SELECT * FROM item_person ORDER BY item_id, person_id'),
  rows('SELECT version_id, item_id, first_seen_at, last_seen_at, count FROM item_version ORDER BY version_id, item_id'),
];
const storedIds = (): unknown[] => db.prepare('SELECT id FROM occurrence ORDER BY id').pluck().all();
const modelIds = (): number[] =>
  model.items.flatMap(({ all }) => all.filter((one) => one.isStored).map(({ id }) => id)).toSorted((a, b) => a - b);

function countAnew(): void {
  const { recounts } = store.regrouping;
  for (const { id } of model.items) if (id > 0) recounts.queue(id);
  for (let next = recounts.next(); next; next = recounts.next()) {
    if (!next.isBegun) recounts.begin(next.itemId, store.occurrences.lastId());
    recounts.step(next.itemId);
  }
}

const rule = fc.record({
  days: fc.option(fc.integer({ min: 1, max: 3 })),
  mostOfProject: fc.option(fc.integer({ min: 1, max: 60 })),
  mostOfItem: fc.option(fc.integer({ min: 1, max: 40 })),
});
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('reports' as const),
      item: fc.constantFrom(...items),
      count: fc.integer({ min: 1, max: 30 }),
      person: fc.option(fc.constantFrom('ann', 'bob', 'cy')),
      release: fc.option(fc.constantFrom('1.0', '1.1')),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pin' as const), item: fc.constantFrom(...items), on: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('round' as const),
      rules: fc.tuple(rule, rule),
      isInterrupted: fc.boolean(),
    }),
  },
);

it('keeps exactly what was promised, whatever comes when, and changes no count', async () => {
  await fc.assert(
    fc
      .asyncProperty(fc.array(happening, { minLength: 4, maxLength: 25 }), (happenings) => {
        for (const one of happenings) {
          if (one.kind === 'reports') report(one.item, one);
          else if (one.kind === 'wait') now += (one.hours * day) / 24;
          else if (one.kind === 'pin') pin(one.item, one.on);
          else {
            const before = counts();
            const limits = limitsOf(one.rules);
            const deleted = (one.isInterrupted ? prune(limits, 1) : 0) + prune(limits);
            expect(deleted).toBe(pruneModel(one.rules));
            expect(storedIds()).toEqual(modelIds());
            expect(counts()).toEqual(before);
            expect(prune(limits)).toBe(0);
          }
        }
        const before = counts();
        countAnew();
        expect(counts()).toEqual(before);
        for (const { id, all } of model.items)
          expect(store.unstoredCounts.totalOf(id)).toBe(all.filter((one) => !one.isStored).length);
        return Promise.resolve();
      })
      .beforeEach(async () => {
        await end();
        begin();
      }),
    { numRuns: 8 },
  );
}, 120_000);

it('leaves no body behind, and says how many of how many items it would delete', () => {
  report(0, { count: 250, person: 'ann' });
  report(1, { count: 30 });
  now += 2 * day;
  const limits: RetentionLimits = {
    ...limitsOf([]),
    projects: [],
    everywhere: { days: 1, mostOfProject: null, mostOfItem: null },
  };
  expect(pruningPreview(db, limits, now)).toMatchObject({ occurrences: 246 + 27, items: 2 });
  expect(prune(limits)).toBe(246 + 27);
  expect(storedIds()).toHaveLength(7);
  expect(rows('SELECT occurrence_id FROM fresh_body')).toHaveLength(7);
  expect(pruningPreview(db, limits, now)).toMatchObject({ occurrences: 0, items: 0, bytes: 0 });
  expect(rows('SELECT occurrences, ended_at FROM pruning_run')).toEqual([{ occurrences: 273, ended_at: null }]);
});

it('does not touch what came in the last ten minutes', () => {
  report(0, { count: 50 });
  prune(limitsOf([{ days: null, mostOfProject: null, mostOfItem: 1 }]));
  // Beside them the 1st and the 10th: one came each minute.
  expect(storedIds()).toEqual([1, 10, ...Array.from({ length: 11 }, (_one, index) => 40 + index)]);
});

it('merged items keep what each has counted, also when they are parted again', () => {
  report(0, { count: 40, person: 'ann', release: '1.0' });
  report(2, { count: 25, person: 'bob', release: '1.1' });
  now += 2 * day;
  const before = counts();
  prune(limitsOf([{ days: 1, mostOfProject: null, mostOfItem: null }]));
  const [one, other] = [placeOf(0).item.id, placeOf(2).item.id];
  store.movedOccurrences.move([other], { from: other, to: one });
  expect(rows(`SELECT total_occurrences, people FROM item WHERE id = ${String(one)}`)).toEqual([
    { total_occurrences: 65, people: 2 },
  ]);
  report(0, { count: 30, person: 'ann', release: '1.0' });
  now += 2 * day;
  prune(limitsOf([{ days: 1, mostOfProject: null, mostOfItem: null }]));
  store.movedOccurrences.move([other], { from: one, to: other });
  const total = (id: number) => rows(`SELECT total_occurrences, people FROM item WHERE id = ${String(id)}`);
  expect([total(one), total(other)]).toEqual([
    [{ total_occurrences: 70, people: 1 }],
    [{ total_occurrences: 25, people: 1 }],
  ]);
  expect(before).toHaveLength(4);
});

it('deletes the oldest of all items while the database is too large, and stops when it is not', () => {
  const text = 'x'.repeat(20_000);
  for (const index of items) report(index, { count: 10 });
  for (let n = 0; n < 260; n += 10) report((n / 10) % 4, { count: 10 });
  db.prepare('UPDATE fresh_body SET text = ?').run(text);
  now += day;
  const used = (db.pragma('page_count', { simple: true }) as number) * 16_384;
  const limits: RetentionLimits = { ...limitsOf([]), bytes: used - 3_000_000 };
  const deleted = prune(limits);
  const free = (db.pragma('freelist_count', { simple: true }) as number) * 16_384;
  expect(used - free).toBeLessThanOrEqual(used - 3_000_000);
  expect(deleted).toBeGreaterThan(90);
  expect(deleted).toBeLessThan(220);
  // Of its first ten each item has the 1st and the 10th.
  const kept = storedIds() as number[];
  expect(kept.filter((id) => id <= 40)).toHaveLength(8);
  expect(prune(limits)).toBe(0);
});
