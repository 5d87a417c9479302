import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../main/store/store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-rql-jobs-'));
  store = openStore(folder, { now: () => 1000, log: () => undefined });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const create = (hash: string, at = 1): number => store.rqlJobs.create({ projectIds: [1], query: 'q', hash, at });

it('finds the newest job of a hash that has not failed', () => {
  const [first, second, third] = [create('h'), create('h'), create('h')];
  expect(store.rqlJobs.usable('h')?.id).toBe(third);
  store.rqlJobs.change(third, { status: 'failed', at: 2, result: '{}' });
  expect(store.rqlJobs.usable('h')?.id).toBe(second);
  store.rqlJobs.change(second, { status: 'cancelled', at: 2, result: '{}' });
  store.rqlJobs.change(first, { status: 'success', at: 2, result: '{"rows":[]}' });
  expect(store.rqlJobs.usable('h')).toMatchObject({ id: first, status: 'success', createdAt: 1, modifiedAt: 2 });
  expect(store.rqlJobs.resultOf(first)).toBe('{"rows":[]}');
});

it('knows which jobs have not finished', () => {
  const [waiting, running, done] = [create('a'), create('b'), create('c')];
  store.rqlJobs.change(running, { status: 'running', at: 2, result: null });
  store.rqlJobs.change(done, { status: 'timed_out', at: 2, result: null });
  expect(store.rqlJobs.unfinished().map(({ id }) => id)).toEqual([waiting, running]);
});

it('lets go of old results, then of old jobs', () => {
  const [old, young] = [create('a'), create('b')];
  store.rqlJobs.change(old, { status: 'success', at: 10, result: '1' });
  store.rqlJobs.change(young, { status: 'success', at: 20, result: '2' });
  store.rqlJobs.purge({ before: 15, keep: 2, at: 30 });
  expect(store.rqlJobs.byId(old)).toMatchObject({ status: 'deleted', modifiedAt: 30 });
  expect([store.rqlJobs.resultOf(old), store.rqlJobs.resultOf(young)]).toEqual([undefined, '2']);
  store.rqlJobs.purge({ before: 15, keep: 1, at: 30 });
  expect(store.rqlJobs.page([1], { offset: 0, limit: 10 }).map(({ id }) => id)).toEqual([young]);
});
