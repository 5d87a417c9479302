/** Jobs of the query language (rollbar.md 3.9.1). Asking for a query counts as reading (rollbar.md 1.3). */
import type { RqlJob, RqlJobs } from '../../queries.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, notFound, seconds, type Answer, type Asked } from './endpoint.ts';
import { numberIn } from './identifiers.ts';
import { pageOf } from './parameters.ts';

export function rqlRoutes(rql: RqlJobs): Route[] {
  // A token of the account that names no project asks about all of them (rollbar.md 1.3).
  const common = { scopes: ['read' as const], projects: 'any' as const };
  return [
    endpoint({ method: 'POST', path: '/api/1/rql/jobs', ...common, answer: (asked) => createJob(rql, asked) }),
    endpoint({ method: 'GET', path: '/api/1/rql/jobs', ...common, answer: (asked) => listJobs(rql, asked) }),
    endpoint({ method: 'GET', path: '/api/1/rql/job/:id', ...common, answer: (asked) => showJob(rql, asked) }),
    endpoint({
      method: 'GET',
      path: '/api/1/rql/job/:id/result',
      ...common,
      answer: (asked) => showResult(rql, asked),
    }),
    endpoint({
      method: 'POST',
      path: '/api/1/rql/job/:id/cancel',
      ...common,
      answer: (asked) => cancelJob(rql, asked),
    }),
  ];
}

async function createJob(rql: RqlJobs, { projectIds, fields }: Asked): Promise<Answer> {
  const { query_string: query, force_refresh: force } = fields;
  if (query === undefined || query === null || query === '')
    return invalid('query_string is missing and it is required.');
  if (typeof query !== 'string') return invalid('query_string must be a string.');
  const isForced = [true, 1, '1', 'true'].some((yes) => yes === force);
  return { result: jobShape(await rql.create(projectIds, { query, isForced })) };
}

function listJobs(rql: RqlJobs, { projectIds, isNamed, query }: Asked): Answer {
  return { result: rql.list(isNamed ? projectIds : 'all', pageOf(query, { usual: 20 }).page).map(jobShape) };
}

function showJob(rql: RqlJobs, asked: Asked): Answer {
  const job = findJob(rql, asked);
  if (!job) return noJob;
  const shape = jobShape(job);
  return isExpanded(asked, 'result') ? { json: withResult(shape, rql.resultOf(job)) } : { result: shape };
}

function showResult(rql: RqlJobs, asked: Asked): Answer {
  const job = findJob(rql, asked);
  if (!job) return noJob;
  const shape = { job_id: job.id, ...(isExpanded(asked, 'job') ? { job: jobShape(job) } : {}) };
  return { json: withResult(shape, rql.resultOf(job)) };
}

async function cancelJob(rql: RqlJobs, { projectIds, path }: Asked): Promise<Answer> {
  const job = await rql.cancel(projectIds, numberIn(path['id'] ?? ''));
  return job ? { result: jobShape(job) } : noJob;
}

const noJob = notFound('RQL job');

function findJob(rql: RqlJobs, { projectIds, path }: Asked): RqlJob | undefined {
  return rql.byId(projectIds, numberIn(path['id'] ?? ''));
}

function isExpanded({ query }: Asked, part: string): boolean {
  return query.getAll('expand').includes(part);
}

/** As JSON. The result is that already, and may be millions of characters: it is not read again. */
function withResult(shape: object, result: string | null): string {
  return `${JSON.stringify(shape).slice(0, -1)},"result":${result ?? 'null'}}`;
}

function jobShape(job: RqlJob): object {
  const [projectId] = job.projectIds;
  return {
    id: job.id,
    project_id: job.projectIds.length === 1 ? projectId : null,
    project_group_id: null,
    query_string: job.query,
    // The one word that has a capital letter.
    status: job.status === 'deleted' ? 'Deleted' : job.status,
    job_hash: job.hash,
    date_created: seconds(job.createdAt),
    date_modified: seconds(job.modifiedAt),
  };
}
