/** What some occurrences have that others have not: facts of the newest of both, counted in their reports. */
import type { ParamsOf } from '../../shared/contract.ts';
import { rankDifferences, type CountedValue, type Differences } from '../../shared/difference.ts';
import type { OccurrenceScope } from '../../shared/occurrence-scope.ts';
import { findIds, membersOf, type ExploreContext } from './find-occurrences.ts';
import type { CountedFacts } from './match-reports.ts';

/** Reports of either side; enough for shares that differ to be told from chance. */
const mostReports = 300;
const steps = 6;

/**
 * Of the chosen occurrences, or of those of the scope, against the others of the second scope: what both scopes have is
 * inside. Refusals: `bad-request` for a text that cannot be read.
 */
export async function compareOccurrences(
  context: ExploreContext,
  { inside, ids, outside }: ParamsOf<'occurrences.compare'>,
): Promise<Differences> {
  const chosen = ids ?? (await newestOf(context, inside));
  const others = await othersOf(context, outside, (among) =>
    ids === null ? outsideOf(context, inside, among) : Promise.resolve(without(among, new Set(ids))),
  );
  const mine = await context.matching.ask({ kind: 'count', ids: chosen.slice(0, mostReports) });
  const theirs = await context.matching.ask({ kind: 'count', ids: others });
  return rankDifferences(countedValues(mine, theirs), { inside: mine.reports, outside: theirs.reports });
}

async function newestOf(context: ExploreContext, scope: OccurrenceScope): Promise<number[]> {
  const { ids } = await findIds(context, { scope, order: 'newest', after: null, limit: mostReports, steps });
  return ids;
}

async function othersOf(
  context: ExploreContext,
  scope: OccurrenceScope,
  leave: (among: number[]) => Promise<number[]>,
): Promise<number[]> {
  const others: number[] = [];
  let after: number | null = null;
  for (let step = 0; step < steps; step += 1) {
    const page = await findIds(context, { scope, order: 'newest', after, limit: mostReports, steps: 1 });
    others.push(...(await leave(page.ids)));
    after = page.next;
    if (after === null || others.length >= mostReports) break;
  }
  return others.slice(0, mostReports);
}

async function outsideOf(context: ExploreContext, scope: OccurrenceScope, among: number[]): Promise<number[]> {
  if (among.length === 0) return [];
  const { members, unknown } = await membersOf(context, scope, among);
  return without(without(among, members), unknown);
}

function without(ids: readonly number[], those: ReadonlySet<number>): number[] {
  return ids.filter((id) => !those.has(id));
}

function countedValues(mine: CountedFacts, theirs: CountedFacts): CountedValue[] {
  const keyOf = (field: string, value: string): string => `${field}\n${value}`;
  const others = new Map(theirs.counts.map(([field, value, count]) => [keyOf(field, value), count]));
  return mine.counts.map(([field, value, inside]) => {
    return { field, value, inside, outside: others.get(keyOf(field, value)) ?? 0 };
  });
}
