/**
 * Queries of Rollbar's query language as jobs: each is written down when it is asked for, runs in a thread of the store,
 * and keeps its result for a week (rollbar.md 3.9.1). The same query is not run again unless somebody insists.
 */
import { hash } from 'node:crypto';
import { Refusal } from '../../shared/error-codes.ts';
import type { RqlJob, RqlJobs } from '../protocols/queries.ts';
import { describeRqlError, readQuery, RqlError, type CheckedQuery } from '../rql/rql.ts';
import type { RqlJobRecord } from '../store/store.ts';
import { failJob, failUnfinishedJobs, runJob, type JobUnderway, type RqlContext } from './rql-run.ts';

/** In milliseconds. */
export interface RqlTimes {
  /** After so long the job is answered as it is. */
  answer: number;
  /** After so long the query is stopped. */
  longest: number;
}

export interface RqlJobRunner extends RqlJobs {
  /** As `create`, and does not wait for anything. */
  start(projectIds: number[], asked: { query: string; isForced: boolean }): RqlJob;
  /** The job when it has finished, or after a while as it is then. Refusals: `not-found`. */
  wait(id: number): Promise<RqlJob>;
  /** Stops what runs; such a job has failed. */
  stop(): Promise<void>;
}

const usualTimes: RqlTimes = { answer: 10_000, longest: 600_000 };
const resultsKeptMs = 7 * 24 * 3_600_000;
const mostJobs = 1000;
const pageSize = 20;

/** Jobs that were under way when the process died have failed by then. */
export function startRqlJobs(context: RqlContext, times = usualTimes): RqlJobRunner {
  const { rqlJobs } = context.store;
  const underway = new Map<number, JobUnderway>();
  let isStopped = false;
  failUnfinishedJobs(context);
  purge(context);

  const run = (job: RqlJobRecord, query: CheckedQuery): void => {
    const running = runJob(context, job, { query, longest: times.longest });
    underway.set(job.id, running);
    void running.finished.then(() => underway.delete(job.id));
  };
  const start: RqlJobRunner['start'] = (projectIds, { query, isForced }) => {
    if (isStopped) throw new Refusal('disconnected', 'Stacktray is being stopped.');
    purge(context);
    const asked = { projectIds: ascending(projectIds), query };
    const known = isForced ? undefined : rqlJobs.usable(hashOf(asked));
    return known ?? createJob(context, asked, run);
  };
  const wait = async (id: number): Promise<RqlJob> => {
    await oneOf(underway.get(id)?.finished, times.answer);
    return currentJob(context, id);
  };
  const readable = (projectIds: number[], id: number): RqlJob | undefined => {
    const job = rqlJobs.byId(id);
    return job?.projectIds.every((projectId) => projectIds.includes(projectId)) ? job : undefined;
  };
  return {
    start,
    wait,
    create: async (projectIds, asked) => wait(start(projectIds, asked).id),
    list: (projectIds, page) =>
      rqlJobs.page(projectIds === 'all' ? 'all' : ascending(projectIds), {
        offset: (Math.max(1, page) - 1) * pageSize,
        limit: pageSize,
      }),
    byId: readable,
    resultOf: ({ id }) => rqlJobs.resultOf(id) ?? null,
    cancel: async (projectIds, id) => {
      if (!readable(projectIds, id)) return undefined;
      const job = underway.get(id);
      job?.interrupt('cancelled');
      await job?.finished;
      return currentJob(context, id);
    },
    stop: async () => {
      isStopped = true;
      await interruptAll([...underway.values()]);
    },
  };
}

async function interruptAll(jobs: JobUnderway[]): Promise<void> {
  for (const job of jobs) job.interrupt('stopped');
  await Promise.all(jobs.map(({ finished }) => finished));
}

type Asked = Pick<RqlJobRecord, 'projectIds' | 'query'>;
type Run = (job: RqlJobRecord, query: CheckedQuery) => void;

/** A query that cannot be understood is a job that has failed. */
function createJob(context: RqlContext, asked: Asked, run: Run): RqlJobRecord {
  const { store } = context;
  const id = store.inTransaction((at) => store.rqlJobs.create({ ...asked, hash: hashOf(asked), at }));
  const job = currentJob(context, id);
  try {
    run(job, readQuery(asked.query));
  } catch (error) {
    if (!(error instanceof RqlError)) throw error;
    failJob(context, job, describeRqlError(error, asked.query));
  }
  return currentJob(context, id);
}

function currentJob({ store }: Pick<RqlContext, 'store'>, id: number): RqlJobRecord {
  const job = store.rqlJobs.byId(id);
  if (!job) throw new Refusal('not-found', 'This job is not kept any more.');
  return job;
}

function purge({ store }: Pick<RqlContext, 'store'>): void {
  store.inTransaction((at) => {
    store.rqlJobs.purge({ before: at - resultsKeptMs, keep: mostJobs, at });
  });
}

function hashOf({ projectIds, query }: Asked): string {
  return hash('sha1', JSON.stringify([projectIds, query.trim()]), 'hex');
}

function ascending(numbers: number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}

/** Waits for the end, but no longer than so many milliseconds. */
async function oneOf(end: Promise<void> | undefined, ms: number): Promise<void> {
  if (!end) return;
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([end, later]);
  clearTimeout(timer);
}
