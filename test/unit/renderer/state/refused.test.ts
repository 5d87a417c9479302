import { expect, it } from 'vitest';
import { createRefused } from '../../../../renderer/state/refused.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { RefusedDelivery } from '../../../../shared/refused-delivery.ts';
import { createStage } from '../stage.ts';

const delivery = (id: number): RefusedDelivery => ({
  ...{ id, receivedAt: 0, protocol: 'rollbar', method: 'POST', path: '/', status: 422, reason: 'No' },
  ...{ projectId: null, userAgent: null, bytes: 1 },
});

function setUp(...ids: number[]) {
  let kept = ids;
  const stage = createStage({
    'refused.list': ({ cursor }) => ({
      rows: kept.filter((id) => cursor === null || id < Number(cursor)).map(delivery),
      next: cursor === null && kept.length > 2 ? '3' : null,
    }),
    'refused.get': ({ id }) => {
      if (!kept.includes(id)) throw new Refusal('not-found', 'gone');
      return { ...delivery(id), body: `body ${String(id)}`, truncated: false };
    },
    'refused.clear': () => {
      kept = [];
      return null;
    },
  });
  return { stage, refused: createRefused(stage) };
}

it('shows one in full, and nothing of another meanwhile', async () => {
  const { stage, refused } = setUp(2, 1);
  refused.refresh();
  await refused.open(2);
  expect(refused.detail?.body).toBe('body 2');
  void refused.open(1);
  expect(refused.detail).toBeNull();
  await stage.settle();
  expect(refused.detail?.body).toBe('body 1');
});

it('says when one is not there any more', async () => {
  const { refused } = setUp();
  await refused.open(7);
  expect(refused.failure?.title).toBe('This is not there any more');
});

it('steps through the list and stops at its ends', async () => {
  const { stage, refused } = setUp(3, 2, 1);
  refused.refresh();
  await stage.settle();
  expect(refused.neighbour(1)).toBe(3);
  await refused.open(2);
  expect([refused.neighbour(1), refused.neighbour(-1), refused.neighbour(Infinity)]).toEqual([1, 3, 1]);
});

it('adds the next page without doubles', async () => {
  const { stage, refused } = setUp(4, 3, 2, 1);
  refused.refresh();
  await stage.settle();
  expect(refused.hasMore).toBe(true);
  await refused.loadMore();
  expect(refused.rows?.map((row) => row.id)).toEqual([4, 3, 2, 1]);
});

it('is empty after it was cleared', async () => {
  const { stage, refused } = setUp(2, 1);
  refused.refresh();
  await refused.open(2);
  await refused.clear();
  await stage.pass(1000);
  expect([refused.rows, refused.openId]).toEqual([[], null]);
});
