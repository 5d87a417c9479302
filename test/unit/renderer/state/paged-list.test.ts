import { expect, it } from 'vitest';
import { createPagedList } from '../../../../renderer/state/paged-list.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { createStage } from '../stage.ts';

const everywhere = { projectId: null, environment: null };

function setUp(count: number) {
  const stage = createStage({});
  const asked: { environment: string | null; cursor: string | null; limit: number }[] = [];
  const source = { count, refused: false };
  const list = createPagedList<{ id: number }>(async (wanted) => {
    asked.push(wanted);
    await Promise.resolve();
    if (source.refused) throw new Refusal('disconnected', 'gone');
    const from = wanted.cursor === null ? source.count : Number(wanted.cursor) - 1;
    const size = Math.min(wanted.limit, from);
    const rows = Array.from({ length: size }, (_, index) => ({ id: from - index }));
    return { rows, next: from > size ? String(rows.at(-1)?.id) : null };
  }, stage.later);
  return { stage, asked, source, list };
}

it('loads page after page, and all of them again when they may have changed', async () => {
  const { stage, asked, source, list } = setUp(250);
  list.show(everywhere);
  await stage.settle();
  expect([list.rows?.length, list.hasMore]).toEqual([100, true]);
  await list.loadMore();
  await list.loadMore();
  await list.loadMore();
  expect([list.rows?.length, list.rows?.at(-1)?.id, list.hasMore]).toEqual([250, 1, false]);
  source.count = 251;
  await stage.pass(1000);
  list.refresh();
  await stage.settle();
  expect([list.rows?.[0]?.id, asked.at(-1)?.limit]).toEqual([251, 250]);
});

it('shows nothing of another environment while it loads, and keeps what is there otherwise', async () => {
  const { stage, list } = setUp(3);
  list.show(everywhere);
  await stage.settle();
  list.show(everywhere);
  expect(list.rows).toHaveLength(3);
  list.show({ ...everywhere, environment: 'staging' });
  expect(list.rows).toBeNull();
  await stage.settle();
  expect([list.rows?.length, list.where.environment]).toEqual([3, 'staging']);
});

it('says why it cannot load, and forgets that when it can', async () => {
  const { stage, source, list } = setUp(3);
  source.refused = true;
  list.show(everywhere);
  await stage.settle();
  expect([list.rows, list.failure]).toEqual([null, 'disconnected']);
  source.refused = false;
  list.restart();
  await stage.settle();
  expect([list.rows?.length, list.failure]).toEqual([3, null]);
});

it('steps to the neighbours of a row and stops at the ends', async () => {
  const { stage, list } = setUp(3);
  expect(list.neighbour(null, 1)).toBeNull();
  list.show(everywhere);
  await stage.settle();
  expect([list.neighbour(null, 1), list.neighbour(3, 1), list.neighbour(3, -1)]).toEqual([3, 2, 3]);
  expect(list.neighbour(3, Infinity)).toBe(1);
});
