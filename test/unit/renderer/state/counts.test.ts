import { expect, it } from 'vitest';
import { createCounts } from '../../../../renderer/state/counts.svelte.ts';
import { everything } from '../../../../renderer/state/inbox.svelte.ts';
import { rowOf, start } from '../stage.ts';
import { fakeItems } from './fake-items.ts';

const items = [rowOf({ id: 1 }), rowOf({ id: 2, viewedAt: start }), rowOf({ id: 3, status: 'muted' })];

it('asks only once for the same question', async () => {
  const fake = fakeItems(items);
  const heard: number[] = [];
  const counts = createCounts(fake, (all) => heard.push(all));
  counts.show(everything);
  await fake.settle();
  expect([fake.asked.length, heard]).toEqual([1, [3]]);
  counts.show({ ...everything, projectId: 2, text: 'x' });
  await fake.settle();
  expect(fake.asked.length).toBe(4);
  counts.show({ ...everything, projectId: 2, text: 'x' });
  await fake.settle();
  expect(fake.asked.length).toBe(4);
});

it('counts a decision before it is answered', async () => {
  const fake = fakeItems(items);
  const counts = createCounts(fake, () => undefined);
  counts.show(everything);
  await fake.settle();
  const pair = items.slice(0, 2);
  const resolved = pair.map((row) => ({ ...row, status: 'resolved' as const }));
  counts.foresee(pair, resolved);
  expect(counts.all).toEqual({ active: 0, new: 0, snoozed: 0, muted: 1, deleted: 0, resolved: 2, all: 3 });
  counts.foresee([rowOf({ id: 3, status: 'muted' })], [rowOf({ id: 3, snoozedAt: 1 })]);
  expect(counts.all).toMatchObject({ active: 0, new: 0, snoozed: 1, muted: 0 });
  counts.foresee([rowOf({ id: 3, snoozedAt: 1 })], [rowOf({ id: 3 })]);
  expect(counts.all).toEqual({ active: 1, new: 1, snoozed: 0, muted: 0, resolved: 2, deleted: 0, all: 3 });
  counts.markViewed();
  expect(counts.all?.new).toBe(0);
});
