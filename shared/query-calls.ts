/** The calls of the contract about queries in Rollbar's query language. */
import * as v from 'valibot';
import { call } from './call.ts';
import { longestQuery, longestQueryName, type QueryJob, type SavedQuery } from './query.ts';

const nothing = v.strictObject({});
const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const queryName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestQueryName));
const query = v.pipe(v.string(), v.maxLength(longestQuery));

export const queryCalls = {
  /** Starts a query over one project or all of them; a new job each time, which may have failed already. */
  'queries.run': call<QueryJob>()(v.strictObject({ query, projectId: v.nullable(id) })),
  /** With `wait` it is told when it has finished, or after some ten seconds as it is then. */
  'queries.job': call<QueryJob>()(v.strictObject({ id, wait: v.boolean() })),
  /** A QueryResult as JSON; null when there is none yet or it is not kept any more. */
  'queries.result': call<{ json: string | null }>()(v.strictObject({ id })),
  /** One that has finished stays as it is. */
  'queries.cancel': call<QueryJob>()(v.strictObject({ id })),
  /** Twenty or fewer, newest first; pages count from 1. */
  'queries.history': call<QueryJob[]>()(
    v.strictObject({ page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)) }),
  ),
  'queries.saved': call<SavedQuery[]>()(nothing),
  /** Takes the place of the one that has this name. */
  'queries.save': call<SavedQuery[]>()(v.strictObject({ name: queryName, query })),
  'queries.forget': call<SavedQuery[]>()(v.strictObject({ name: queryName })),
} as const;
