import { createRedactor } from '../../../../shared/redaction/redactor.ts';
import { usualRules } from '../../../../shared/redaction/redaction-rules.ts';
import { expect, it } from 'vitest';
import { createItem } from '../../../../renderer/state/item.svelte.ts';
import type { OccurrenceView } from '../../../../shared/contract.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { Item } from '../../../../shared/item.ts';
import { anOccurrence } from '../../an-occurrence.ts';
import { createStage, rowOf, start } from '../stage.ts';

/** An item with occurrences 1 (oldest) to `newest`. */
function setUp(first: Partial<Item> = {}) {
  const collector = { newest: 3, item: { totalOccurrences: 3, ...first } };
  const view = (id: number): OccurrenceView => ({
    ...{ id, itemId: 7, occurrence: anOccurrence() },
    ...{ olderId: id > 1 ? id - 1 : null, newerId: id < collector.newest ? id + 1 : null },
  });
  const stage = createStage({
    'items.get': ({ id }) => {
      if (id !== 7) throw new Refusal('not-found', 'gone');
      return {
        ...rowOf({ id, ...collector.item }),
        ...{ suspect: null, mergedInto: null, members: [], projectName: 'p', activity: [] },
        ...{ unstored: 0, storm: { isGuarded: true, last: null } },
      };
    },
    'items.viewed': () => null,
    'occurrences.latest': ({ itemId }) => {
      if (itemId !== 7) throw new Refusal('not-found', 'gone');
      return view(collector.newest);
    },
    'occurrences.get': ({ id }) => view(id),
    'occurrences.raw': ({ id }) => ({ text: `raw ${String(id)}` }),
    'occurrences.grouping': ({ id }) => ({
      ...{ mechanism: 'st2', match: 'same', rule: 'line', frames: [], words: [String(id)] },
    }),
  });
  const viewed: number[] = [];
  const masks = { redactor: createRedactor(usualRules), isRevealed: false };
  const item = createItem(stage, (seen) => viewed.push(seen.id), masks);
  const times = (name: string): number => stage.asked.filter((each) => each.name === name).length;
  return { stage, item, viewed, collector, times };
}

it('shows what the list knows at once, then everything, and tells that it was looked at', async () => {
  const { stage, item, viewed, times } = setUp();
  void item.open(7, null, rowOf({ id: 7, title: 'known' }));
  expect([item.row?.title, item.detail, item.shown]).toEqual(['known', null, null]);
  await stage.settle();
  expect([item.detail?.projectName, item.shown?.id, item.hasNewer]).toEqual(['p', 3, false]);
  expect([viewed, times('items.viewed')]).toEqual([[7], 1]);
});

it('does not tell again what the collector knows, or has been told', async () => {
  const ahead = setUp({ lastSeenAt: start + 60_000 });
  await ahead.item.open(7, null, null);
  await ahead.stage.pass(1000);
  ahead.item.refresh([7]);
  await ahead.stage.pass(1000);
  expect(ahead.times('items.viewed')).toBe(1);
  const known = setUp({ viewedAt: start });
  await known.item.open(7, null, null);
  await known.stage.pass(1000);
  expect(known.times('items.viewed')).toBe(0);
});

it('steps to older and newer occurrences and stops at the ends', async () => {
  const { stage, item } = setUp();
  await item.open(7, null, null);
  await stage.pass(1000);
  expect(await item.step('older')).toBe(2);
  expect(await item.step('older')).toBe(1);
  expect(await item.step('older')).toBeNull();
  expect(await item.step('newer')).toBe(2);
});

it('keeps the occurrence that is read when another comes, and finds the way to it', async () => {
  const { stage, item, collector } = setUp();
  await item.open(7, null, null);
  await stage.pass(1000);
  collector.newest = 4;
  collector.item = { totalOccurrences: 4 };
  item.refresh([7]);
  await stage.pass(1000);
  expect([item.shown?.id, item.row?.totalOccurrences, item.hasNewer]).toEqual([3, 4, true]);
  expect(await item.step('newer')).toBe(4);
  expect(item.hasNewer).toBe(false);
});

it('does not ask about items that are not open', async () => {
  const { stage, item, times } = setUp();
  await item.open(7, null, null);
  await stage.pass(1000);
  item.refresh([8]);
  await stage.pass(1000);
  expect(times('items.get')).toBe(1);
});

it('says when it is not there', async () => {
  const { stage, item } = setUp();
  void item.open(9, null, null);
  await stage.settle();
  expect([item.failure, item.row]).toEqual(['not-found', null]);
});

it('asks for the raw body once for each occurrence', async () => {
  const { stage, item, times } = setUp();
  await item.open(7, 2, null);
  await stage.settle();
  await item.loadRaw();
  await item.loadRaw();
  expect([item.raw, times('occurrences.raw')]).toEqual(['raw 2', 1]);
  await item.step('older');
  expect(item.raw).toBeNull();
});

it('asks why an occurrence is in its item once for each occurrence', async () => {
  const { stage, item, times } = setUp();
  await item.open(7, 2, null);
  await stage.settle();
  expect(item.grouping).toBeNull();
  await item.loadGrouping();
  await item.loadGrouping();
  expect([item.grouping?.words, times('occurrences.grouping')]).toEqual([['2'], 1]);
  await item.step('older');
  expect(item.grouping).toBeNull();
});

it('shows a decision at once and takes it back', async () => {
  const { stage, item } = setUp();
  await item.open(7, null, null);
  await stage.settle();
  const takeBack = item.foresee(new Set([7]), { kind: 'resolve' });
  expect(item.row?.status).toBe('resolved');
  takeBack(new Set([8]));
  expect(item.row?.status).toBe('resolved');
  takeBack();
  expect(item.row?.status).toBe('active');
});
