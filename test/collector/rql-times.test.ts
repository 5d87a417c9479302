import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startRqlJobs, type RqlJobRunner, type RqlTimes } from '../../main/collector/rql-jobs.ts';
import { openStore, type Store } from '../../main/store/store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-rql-times-'));
  store = openStore(folder, { now: () => 5000, log: () => undefined });
  const projectId = store.projects.create({ name: 'shop', namedBy: 'person', at: 1 });
  const environmentId = store.environments.idOf(projectId, 'production');
  const itemId = store.items.create({
    ...{ projectId, environmentId, counter: 1, mechanism: 'st1', scope: '', fingerprint: 'f', protocol: 'rollbar' },
    ...{ title: 'Error', culprit: '', level: 'error', platform: null, language: null, framework: null },
    ...{ occurrenceId: 1, at: 1 },
  });
  for (let id = 1; id <= 40; id += 1)
    store.occurrences.insert(id, {
      ...{ projectId, itemId, environmentId, uuid: `u${String(id)}`, protocol: 'rollbar', level: 'error' },
      ...{ release: null, personId: null, occurredAt: 1, receivedAt: 2, remoteAddress: '' },
    });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(times: RqlTimes): RqlJobRunner {
  const log = (line: string): never => {
    throw new Error(line);
  };
  return startRqlJobs({ store, now: () => 5000, newUuid: () => '', log }, times);
}

/** Compares a long text with a long pattern for each row: minutes of work. */
const endless = `select count(*) from item_occurrence
  where concat(uuid, '${'a'.repeat(25_000)}') like '${'%a'.repeat(12_000)}b'`;
const ask = { query: endless, isForced: false };

it('answers with a job that still runs when it takes too long to wait for', async () => {
  const jobs = start({ answer: 0, longest: 60_000 });
  const job = await jobs.create([1], ask);
  expect(job.status).toBe('running');
  expect(jobs.resultOf(job)).toBeNull();
  expect((await jobs.create([1], ask)).id).toBe(job.id);
  await jobs.stop();
  const stopped = jobs.byId([1], job.id);
  expect(stopped?.status).toBe('failed');
  expect(jobs.resultOf(job)).toContain('Stacktray was stopped');
  await expect(jobs.create([1], ask)).rejects.toMatchObject({ code: 'disconnected' });
});

it('stops a query that takes longer than is allowed, and the next one has its turn', async () => {
  const jobs = start({ answer: 60_000, longest: 1 });
  const job = await jobs.create([1], ask);
  expect(job.status).toBe('timed_out');
  expect(jobs.resultOf(job)).toContain('took too long');
  await jobs.stop();
});

it('lets a third query wait for its turn', async () => {
  const jobs = start({ answer: 0, longest: 60_000 });
  const made = [];
  for (let index = 0; index < 3; index += 1) made.push(await jobs.create([1], { ...ask, isForced: true }));
  expect(made.map(({ status }) => status)).toEqual(['running', 'running', 'new']);
  expect((await jobs.cancel([1], 3))?.status).toBe('cancelled');
  await jobs.stop();
  expect(jobs.list([1], 1).map(({ status }) => status)).toEqual(['cancelled', 'failed', 'failed']);
});
