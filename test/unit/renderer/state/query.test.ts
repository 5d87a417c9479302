import { expect, it } from 'vitest';
import { createQuery, firstQuery } from '../../../../renderer/state/query.svelte.ts';
import { createQueryShelf } from '../../../../renderer/state/query-shelf.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { QueryJob, QueryResult, SavedQuery } from '../../../../shared/query.ts';
import { createStage, rowOf, start } from '../stage.ts';

const job = (id: number, change: Partial<QueryJob> = {}): QueryJob => ({
  ...{ id, projectIds: [1], query: `query ${String(id)}`, status: 'success', createdAt: start, modifiedAt: start },
  ...change,
});
const result: QueryResult = {
  ...{ errors: [], warnings: [], executionTime: 1, rowcount: 1, selectionColumns: ['x'], columns: ['x'], rows: [[1]] },
};

function setUp(kept: Record<string, string> = {}) {
  const ends = new Map<number, (job: QueryJob) => void>();
  const seen: string[] = [];
  let made = 0;
  const stage = createStage({
    'queries.run': ({ query }) => job((made += 1), { status: 'running', query }),
    'queries.job': ({ id, wait }) => {
      if (id === 99) throw new Refusal('not-found', 'gone');
      return wait ? new Promise<QueryJob>((resolve) => ends.set(id, resolve)) : job(id);
    },
    'queries.result': () => ({ json: JSON.stringify(result) }),
    'queries.cancel': ({ id }) => {
      ends.get(id)?.(job(id, { status: 'cancelled' }));
      return job(id, { status: 'cancelled' });
    },
  });
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  };
  const query = createQuery({
    ...{ client: stage.client, now: stage.now, storage },
    onAsked: (id) => {
      seen.push(`asked ${String(id)}`);
      void query.show(id);
    },
    onFinished: () => seen.push('finished'),
  });
  return { stage, query, kept, ends, seen };
}

it('begins with a query that can be run, and with what was written last', () => {
  const { query, kept } = setUp();
  expect(query.text).toBe(firstQuery);
  query.write({ text: 'show tables', projectId: 2 });
  const again = setUp(kept).query;
  expect([again.text, again.projectId]).toEqual(['show tables', 2]);
  expect(setUp({ 'stacktray.query': '{' }).query.text).toBe(firstQuery);
});

it('follows what was asked to its end, and asks nothing else meanwhile', async () => {
  const { stage, query, ends, seen } = setUp();
  void query.run();
  await stage.settle();
  expect([query.startedAt, query.job?.status, query.result]).toEqual([start, 'running', null]);
  await query.run();
  ends.get(1)?.(job(1));
  await stage.settle();
  expect([query.startedAt, query.job?.status, query.result]).toEqual([null, 'success', result]);
  expect(seen).toEqual(['asked 1', 'finished']);
  expect(stage.asked.filter(({ name }) => name === 'queries.run')).toHaveLength(1);
});

it('cancels even before it is known which job it is', async () => {
  const { stage, query } = setUp();
  void query.run();
  void query.cancel();
  await stage.settle();
  void query.cancel();
  await stage.settle();
  expect([query.job?.status, query.startedAt]).toEqual(['cancelled', null]);
});

it('shows an earlier job with its text and its project, and nothing of one that is gone', async () => {
  const { stage, query } = setUp();
  await query.show(5);
  expect([query.text, query.projectId, query.result]).toEqual(['query 5', 1, result]);
  await query.show(99);
  await stage.settle();
  expect([query.job, query.failure?.title]).toEqual([null, 'This is not there any more']);
});

it('lets an earlier job that is opened stay, whatever becomes of the one that ran', async () => {
  const { stage, query, ends } = setUp();
  void query.run();
  await stage.settle();
  await query.show(5);
  ends.get(1)?.(job(1));
  await stage.settle();
  expect([query.job?.id, query.startedAt]).toEqual([5, null]);
});

it('goes on when the connection was lost for a while', async () => {
  const { stage, query } = setUp();
  void query.run();
  await stage.settle();
  await query.resume();
  expect([query.job?.status, query.startedAt, query.result]).toEqual(['success', null, result]);
});

it('keeps each text once in the history, and brings in older ones', async () => {
  const pages = [
    [job(4, { query: 'a' }), job(3, { query: 'b' })],
    [job(3, { query: 'b' }), job(2, { query: ' a ' })],
  ];
  const stage = createStage({ 'queries.history': ({ page }) => [...(pages[page - 1] ?? []), job(1)].slice(0, 2) });
  const shelf = createQueryShelf(stage);
  expect(shelf.asked).toBeNull();
  await shelf.loadHistory();
  await shelf.loadMore();
  expect(shelf.asked?.map(({ id }) => id)).toEqual([4, 3]);
  await shelf.loadMore();
  expect(shelf.asked?.map(({ id }) => id)).toEqual([4, 3, 1]);
});

it('keeps names, and looks for paths once per project', async () => {
  let saved: SavedQuery[] = [];
  const stage = createStage({
    'queries.save': (query) => (saved = [...saved, query]),
    'queries.forget': () => (saved = []),
    'items.list': () => ({ rows: [rowOf({ id: 1 }), rowOf({ id: 2 })], next: null }),
    'occurrences.paths': ({ itemId }) => [
      { path: 'custom.a', example: 1, count: 1 },
      { path: `custom.${String(itemId)}`, example: 1, count: 1 },
    ],
  });
  const shelf = createQueryShelf(stage);
  await shelf.save({ name: 'Mine', query: 'show tables' });
  expect(shelf.saved).toHaveLength(1);
  await shelf.forget('Mine');
  expect(shelf.saved).toEqual([]);
  await shelf.loadPaths(null);
  await shelf.loadPaths(null);
  expect(shelf.paths).toEqual(['custom.a', 'custom.1', 'custom.2']);
  expect(stage.asked.filter(({ name }) => name === 'items.list')).toHaveLength(1);
});
