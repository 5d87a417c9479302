/** Random decisions about one item, some and all that match, and undo in between, against a model of what they do. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { levels } from '../../shared/level.ts';
import type { BulkWish, TriageCommand, TriageWish } from '../../shared/triage.ts';
import { errorData, everything, runCollector, type RunningCollector } from './running-collector.ts';
import { apply, idsOf, reportsOf, type Items, type ModelItem, type View } from './triage-model.ts';

let running: RunningCollector;
const ids = [1, 2, 3];
const reports = [1, 2, 3];
let users: number[];

beforeAll(async () => {
  running = await runCollector();
  for (const [index, count] of reports.entries())
    for (let n = 0; n < count; n += 1)
      await running.post(errorData({ fingerprint: String(index), code_version: '1.0' }));
  const user = await running.client.call('users.create', { username: 'ada', email: 'ada@example.net' });
  users = [user.id];
});
afterAll(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const day = 24 * 3_600_000;
/** `until` counts from the time of the decision. */
const anyBulkWish: fc.Arbitrary<BulkWish> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<BulkWish>({ kind: 'mute' }, { kind: 'activate' }) },
  { weight: 2, arbitrary: fc.constantFrom<BulkWish>({ kind: 'delete' }, { kind: 'bring-back' }) },
  fc.boolean().map((isOn): BulkWish => ({ kind: 'pin', isOn })),
  fc.constant<BulkWish>({ kind: 'snooze', isOn: false, until: null }),
  {
    weight: 3,
    arbitrary: fc.constantFrom(null, '1.0', '2.0').map((inVersion): BulkWish => ({ kind: 'resolve', inVersion })),
  },
  fc.constantFrom(...levels).map((level): BulkWish => ({ kind: 'set-level', level })),
  fc.constantFrom(null, day).map((until): BulkWish => ({ kind: 'snooze', isOn: true, until })),
  fc
    .constantFrom('occurrences' as const, 'per-hour' as const, 'people' as const)
    .map((kind): BulkWish => ({ kind: 'snooze', isOn: true, until: null, condition: { kind, count: 7 } })),
  // 0 stands for the user.
  fc.constantFrom(null, 0).map((userId): BulkWish => ({ kind: 'assign', userId })),
);
const anyWish: fc.Arbitrary<TriageWish> = fc.oneof(
  { weight: 4, arbitrary: anyBulkWish },
  fc.constantFrom<TriageWish>({ kind: 'unmerge' }, { kind: 'note', text: 'seen' }, { kind: 'note', text: 'mine' }),
  fc.constantFrom('Cart', 'Pay').map((title): TriageWish => ({ kind: 'set-title', title })),
  { weight: 3, arbitrary: fc.constantFrom(...ids).map((into): TriageWish => ({ kind: 'merge', into })) },
);
const views: View[] = ['active', 'snoozed', 'muted', 'resolved', 'deleted', 'all'];

type Action =
  | { kind: 'some'; wish: TriageWish; itemIds: number[] }
  | { kind: 'matching'; wish: BulkWish; view: View }
  | { kind: 'remove-note'; itemId: number }
  | { kind: 'undo' }
  | { kind: 'wait' };
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('some' as const),
      wish: anyWish,
      itemIds: fc.subarray(ids, { minLength: 1, maxLength: 2 }),
    }),
  },
  fc.record({ kind: fc.constant('matching' as const), wish: anyBulkWish, view: fc.constantFrom(...views) }),
  fc.record({ kind: fc.constant('remove-note' as const), itemId: fc.constantFrom(...ids) }),
  { weight: 2, arbitrary: fc.constant<Action>({ kind: 'undo' }) },
  fc.constant<Action>({ kind: 'wait' }),
);

/** The collector and the model, and the way back: the steps, each with the items as they were before. */
interface Both {
  items: Items;
  steps: { id: string; before: Items }[];
}

const copyOf = (items: Items): Items => structuredClone(items);

/** What time and users are known only now. */
function dated<Wish extends TriageWish>(wish: Wish): Wish {
  if (wish.kind === 'snooze' && wish.until !== null) return { ...wish, until: running.clock.now + wish.until };
  if (wish.kind === 'assign' && wish.userId === 0) return { ...wish, userId: users[0] };
  return wish;
}

type Seen = Omit<ModelItem, 'shelved' | 'titleLocked' | 'levelLocked' | 'reports'> & { shown: number | null };

/** What the collector says of the items, in the words of the model. */
async function seen(): Promise<Seen[]> {
  return Promise.all(
    ids.map(async (id) => {
      const { activity, snoozeCondition, ...item } = await running.client.call('items.get', { id });
      const condition = snoozeCondition && { kind: snoozeCondition.kind, count: snoozeCondition.count };
      const mergedInto = item.mergedInto?.id ?? null;
      const notes = activity.flatMap(({ kind, detail: { text } }) =>
        kind === 'noted' && typeof text === 'string' ? [text] : [],
      );
      return whatIsSeen({ ...item, condition, mergedInto, notes }, mergedInto === null ? item.totalOccurrences : null);
    }),
  );
}

function whatIsSeen(item: Omit<Seen, 'shown'>, shown: number | null): Seen {
  const { id, status, resolvedInVersion, title, level, assignedUserId, snoozedAt, snoozedUntil } = item;
  const { condition, pinnedAt, deletedAt, mergedInto, notes } = item;
  const decided = { id, status, resolvedInVersion, title, level, assignedUserId, snoozedAt, snoozedUntil };
  return { ...decided, condition, pinnedAt, deletedAt, mergedInto, notes, shown };
}

function expected(items: Items): Seen[] {
  return [...items.values()].map((item) =>
    whatIsSeen(item, item.mergedInto === null ? reportsOf(items, item.id) : null),
  );
}

async function begin(): Promise<Both> {
  const known = await seen();
  const unknown = { shelved: null, titleLocked: false, levelLocked: false };
  const items = known.map((item, index): [number, ModelItem] => [
    item.id,
    { ...whatIsSeen(item, null), ...unknown, reports: reports[index] ?? 0 },
  ]);
  return { items: new Map(items), steps: [] };
}

/** Applies the wish to the model, one item after the other; a step is left when any of them has changed. */
function model(both: Both, id: string, { wish, itemIds }: { wish: TriageWish; itemIds: number[] }): void {
  const before = copyOf(both.items);
  const outcomes = itemIds.map((itemId) => apply(both.items, wish, { id: itemId, at: running.clock.now }));
  if (outcomes.includes('changed')) both.steps.push({ id, before });
}

async function act(both: Both, action: Action): Promise<void> {
  const { client, clock } = running;
  clock.now += 1000;
  const stamp = { id: randomUUID(), at: clock.now };
  switch (action.kind) {
    case 'wait':
      clock.now += day / 2;
      return;
    case 'some': {
      const wish = dated(action.wish);
      await client.call('items.triage', { command: { ...wish, ...stamp, itemIds: action.itemIds } as TriageCommand });
      model(both, stamp.id, { wish, itemIds: action.itemIds });
      return;
    }
    case 'matching': {
      const wish = dated(action.wish);
      const itemIds = idsOf(both.items, action.view, clock.now);
      const filter = { ...everything, view: action.view };
      const { matched } = await client.call('items.triageMatching', { ...stamp, filter, wish });
      expect(matched).toBe(itemIds.length);
      model(both, stamp.id, { wish, itemIds });
      return;
    }
    case 'remove-note': {
      const { activity } = await client.call('items.get', { id: action.itemId });
      const noteId = activity.find(({ kind }) => kind === 'noted')?.id;
      if (noteId === undefined) return;
      const itemIds: [number] = [action.itemId];
      await client.call('items.triage', { command: { ...stamp, kind: 'remove-note', itemIds, noteId } });
      model(both, stamp.id, { wish: { kind: 'remove-note', noteId }, itemIds });
      return;
    }
    case 'undo': {
      const step = both.steps.pop();
      if (!step) return;
      const answer = await client.call('triage.undo', { ...stamp, commandId: step.id });
      expect(answer.refused).toBeNull();
      both.items = step.before;
    }
  }
}

it('decisions and undo do what the model says, after each of them', async () => {
  const property = fc.asyncProperty(
    fc.array(anyAction, { minLength: 10, maxLength: 30, size: 'max' }),
    async (actions) => {
      const both = await begin();
      const first = copyOf(both.items);
      for (const action of actions) {
        await act(both, action);
        expect(await seen()).toEqual(expected(both.items));
        const kept = await running.client.call('triage.steps', {});
        expect(kept.map(({ commandId }) => commandId).reverse()).toEqual(both.steps.map(({ id }) => id));
      }
      while (both.steps.length > 0) await act(both, { kind: 'undo' });
      expect(await seen()).toEqual(expected(first));
    },
  );
  await fc.assert(property, { numRuns: 50, seed: 5, endOnFailure: true });
}, 120_000);
