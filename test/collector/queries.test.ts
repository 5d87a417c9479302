import { afterEach, beforeEach, expect, it } from 'vitest';
import type { QueryJob, QueryResult } from '../../shared/query.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
});

const otherToken = 'b'.repeat(32);
const counting = 'select count(*) from item_occurrence';

async function ask(query: string, projectId: number | null = null): Promise<QueryJob> {
  const { id } = await running.client.call('queries.run', { query, projectId });
  return running.client.call('queries.job', { id, wait: true });
}

async function resultOf({ id }: QueryJob): Promise<QueryResult> {
  const { json } = await running.client.call('queries.result', { id });
  return JSON.parse(json ?? 'null') as QueryResult;
}

it('asks all projects or one of them, and anew each time', async () => {
  await running.post(errorData());
  await running.post(errorData(), otherToken);
  const projects = await running.client.call('projects.list', {});
  const all = await ask(counting);
  expect(all).toMatchObject({ status: 'success', query: counting, projectIds: projects.map(({ id }) => id) });
  expect(await resultOf(all)).toMatchObject({ errors: [], columns: ['count(*)'], rows: [[2]] });
  const one = await ask(counting, projects[0]?.id);
  expect((await resultOf(one)).rows).toEqual([[1]]);
  await running.post(errorData());
  expect((await resultOf(await ask(counting))).rows).toEqual([[3]]);
});

it('answers before the query has run', async () => {
  const job = await running.client.call('queries.run', { query: counting, projectId: null });
  expect(['new', 'running']).toContain(job.status);
  expect(await running.client.call('queries.result', { id: job.id })).toEqual({ json: null });
});

it('makes a job that has failed of a query that cannot be understood', async () => {
  const job = await running.client.call('queries.run', { query: 'select from', projectId: null });
  expect(job.status).toBe('failed');
  expect((await resultOf(job)).errors).toEqual([expect.stringMatching(/line 1, column 8/)]);
});

it('cancels', async () => {
  for (let number = 0; number < 20; number += 1) await running.post(errorData());
  const endless = `select count(*) from item_occurrence
    where concat(uuid, '${'a'.repeat(43_000)}') like '%${'a'.repeat(21_000)}b%'`;
  const { id } = await running.client.call('queries.run', { query: endless, projectId: null });
  expect((await running.client.call('queries.cancel', { id })).status).toBe('cancelled');
  expect((await running.client.call('queries.job', { id, wait: true })).status).toBe('cancelled');
});

it('tells what was asked before, but not of projects that are gone', async () => {
  await running.post(errorData());
  await running.post(errorData(), otherToken);
  const projects = await running.client.call('projects.list', {});
  const mine = await ask(counting, projects[0]?.id);
  const gone = await ask(counting, projects[1]?.id);
  expect(await running.client.call('queries.history', { page: 1 })).toEqual([gone, mine]);
  await running.client.call('projects.remove', { id: projects[1]?.id ?? 0 });
  expect(await running.client.call('queries.history', { page: 1 })).toEqual([mine]);
  const refusal = { code: 'not-found' };
  await expect(running.client.call('queries.job', { id: gone.id, wait: false })).rejects.toMatchObject(refusal);
  await expect(running.client.call('queries.result', { id: gone.id })).rejects.toMatchObject(refusal);
  await expect(running.client.call('queries.cancel', { id: gone.id })).rejects.toMatchObject(refusal);
  await expect(ask(counting, projects[1]?.id)).rejects.toMatchObject(refusal);
});

it('keeps queries under names, past a restart', async () => {
  const { call } = running.client;
  await call('queries.save', { name: 'People', query: 'show tables' });
  await call('queries.save', { name: 'Count', query: 'show' });
  await call('queries.save', { name: 'Count', query: counting });
  await running.restart();
  expect(await running.client.call('queries.saved', {})).toEqual([
    { name: 'Count', query: counting },
    { name: 'People', query: 'show tables' },
  ]);
  expect(await running.client.call('queries.forget', { name: 'People' })).toHaveLength(1);
  await expect(running.client.call('queries.save', { name: ' ', query: '' })).rejects.toMatchObject({
    code: 'bad-request',
  });
});
