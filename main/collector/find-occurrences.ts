/**
 * Finds the occurrences of a scope. Columns and counts narrow them down in the threads that search; what only a report can
 * tell is read in a thread of its own. Each call looks at so much and says where the next goes on.
 */
import type { OccurrenceOrder } from '../../shared/occurrence-row.ts';
import type { OccurrenceScope } from '../../shared/occurrence-scope.ts';
import type { Candidates } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';
import type { ReportMatching } from './report-matching.ts';
import { ask, termsOf } from './search.ts';

export interface ExploreContext extends CollectorContext {
  matching: ReportMatching;
}

export interface IdsWanted {
  scope: OccurrenceScope;
  order: OccurrenceOrder;
  /** The last id that was looked at before; null at the beginning. */
  after: number | null;
  limit: number;
  /** Steps that may be taken; each goes through some thousand occurrences, or reads some megabytes. */
  steps: number;
}

export interface FoundIds {
  ids: number[];
  /** The last id that was looked at; null when there are no more. */
  next: number | null;
}

/** So many are looked at in one step, if the search narrows them down or not. */
const stepSize = 2000;

/** Refusals: `bad-request` for a text that cannot be read. */
export async function findIds(context: ExploreContext, wanted: IdsWanted): Promise<FoundIds> {
  const { order, limit } = wanted;
  const { text, ...scope } = wanted.scope;
  const terms = termsOf(text);
  const found: number[] = [];
  let { after } = wanted;
  for (let step = 0; step < wanted.steps; step += 1) {
    const base = { scope, terms, now: context.now(), order, after, limit: Math.max(limit, stepSize), among: null };
    const candidates = await ask(context, { kind: 'candidates', wanted: base });
    const { ids, stoppedAt } = await heldByReports(context, candidates, limit - found.length);
    found.push(...ids);
    after = stoppedAt ?? candidates.next;
    if (after === null || found.length >= limit) break;
  }
  return { ids: found, next: after };
}

/** Those of the ids that are of the scope; `unknown` when it was too much to read. */
export async function membersOf(
  context: ExploreContext,
  { text, ...scope }: OccurrenceScope,
  among: number[],
): Promise<{ members: Set<number>; unknown: Set<number> }> {
  const terms = termsOf(text);
  const looked = {
    scope,
    terms,
    now: context.now(),
    order: 'newest' as const,
    after: null,
    limit: among.length,
    among,
  };
  const candidates = await ask(context, { kind: 'candidates', wanted: looked });
  const { ids, stoppedAt } = await heldByReports(context, candidates, among.length);
  const unread = stoppedAt === null ? [] : candidates.ids.slice(candidates.ids.indexOf(stoppedAt) + 1);
  return { members: new Set(ids), unknown: new Set(unread) };
}

type Narrowed = Pick<Candidates, 'ids' | 'inReport'>;

async function heldByReports(
  { matching }: ExploreContext,
  { ids, inReport }: Narrowed,
  limit: number,
): Promise<{ ids: number[]; stoppedAt: number | null }> {
  if (ids.length === 0) return { ids, stoppedAt: null };
  if (inReport.length > 0) return matching.ask({ kind: 'match', ids, terms: inReport, limit });
  const kept = ids.slice(0, limit);
  return { ids: kept, stoppedAt: kept.length < ids.length ? (kept.at(-1) ?? null) : null };
}
