/** Queries of the page: jobs as those of the API, which it watches, cancels and finds again, and those that are saved. */
import type { ParamsOf } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { QueryJob, SavedQuery } from '../../shared/query.ts';
import type { RqlJob } from '../protocols/queries.ts';
import type { CollectorContext } from './collector.ts';
import type { RqlJobRunner } from './rql-jobs.ts';

type QueryContext = CollectorContext & { rql: RqlJobRunner };

const mostSaved = 200;

/** Answers at once, with a job that has hardly begun. A person who asks again wants to know what is there now. */
export function runQuery(context: QueryContext, { query, projectId }: ParamsOf<'queries.run'>): QueryJob {
  const known = projectsOf(context);
  if (projectId !== null && !known.includes(projectId)) {
    throw new Refusal('not-found', 'This project is not there any more.');
  }
  return jobOf(context.rql.start(projectId === null ? known : [projectId], { query, isForced: true }));
}

/** Refusals: `not-found`, also for jobs that asked projects which are not there any more. */
export async function readQueryJob(context: QueryContext, { id, wait }: ParamsOf<'queries.job'>): Promise<QueryJob> {
  const job = findJob(context, id);
  return jobOf(wait ? await context.rql.wait(job.id) : job);
}

export async function cancelQuery(context: QueryContext, { id }: ParamsOf<'queries.cancel'>): Promise<QueryJob> {
  return jobOf((await context.rql.cancel(projectsOf(context), id)) ?? findJob(context, id));
}

/** The result stays a text on its way, since it may be millions of characters. */
export function queryResult(context: QueryContext, { id }: ParamsOf<'queries.result'>): { json: string | null } {
  return { json: context.rql.resultOf(findJob(context, id)) };
}

/** Newest first, those of the API among them: whoever asked, it may be worth asking again. */
export function queryHistory(context: QueryContext, { page }: ParamsOf<'queries.history'>): QueryJob[] {
  const known = new Set(projectsOf(context));
  const jobs = context.rql.list('all', page);
  return jobs.filter(({ projectIds }) => projectIds.every((id) => known.has(id))).map(jobOf);
}

/** In the order of their names. */
export function savedQueries({ store }: CollectorContext): SavedQuery[] {
  return store.savedQueries.list();
}

/** Takes the place of the one that has this name. Refusals: `conflict` when there are too many. */
export function saveQuery({ store }: CollectorContext, query: ParamsOf<'queries.save'>): SavedQuery[] {
  return store.inTransaction(() => {
    const others = store.savedQueries.list().filter(({ name }) => name !== query.name);
    if (others.length >= mostSaved)
      throw new Refusal('conflict', `No more than ${String(mostSaved)} queries are kept.`);
    store.savedQueries.save(query);
    return store.savedQueries.list();
  });
}

/** One that is not there any more is passed over. */
export function forgetQuery({ store }: CollectorContext, { name }: ParamsOf<'queries.forget'>): SavedQuery[] {
  return store.inTransaction(() => {
    store.savedQueries.remove(name);
    return store.savedQueries.list();
  });
}

function findJob(context: QueryContext, id: number): RqlJob {
  const job = context.rql.byId(projectsOf(context), id);
  if (!job) throw new Refusal('not-found', 'This query is not kept any more.');
  return job;
}

function projectsOf({ store }: CollectorContext): number[] {
  return store.projects.list().map(({ id }) => id);
}

function jobOf({ id, projectIds, query, status, createdAt, modifiedAt }: RqlJob): QueryJob {
  return { id, projectIds, query, status, createdAt, modifiedAt };
}
