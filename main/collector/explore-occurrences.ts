/** What the explorer of occurrences shows: pages of them, their counts over time, and files of them. */
import type { ParamsOf } from '../../shared/contract.ts';
import type { FoundOccurrences, ScopeHours } from '../../shared/found-occurrence.ts';
import type { ExportedLines, OccurrenceOrder, PayloadPath } from '../../shared/occurrence-row.ts';
import { findIds, type ExploreContext, type FoundIds } from './find-occurrences.ts';
import { ask, termsOf } from './search.ts';

const hourMs = 3_600_000;
/** An answer comes within a moment, found or not; whoever asked goes on from there. */
const stepsPerPage = 4;
/** Payloads from which the paths of columns are taken. */
const pathsFrom = 30;

type PageWanted = Pick<ParamsOf<'occurrences.find'>, 'scope' | 'ids' | 'cursor' | 'limit'> & { order: OccurrenceOrder };

/** Refusals: `bad-request` for a text that cannot be read. */
export async function findOccurrences(
  context: ExploreContext,
  wanted: ParamsOf<'occurrences.find'>,
): Promise<FoundOccurrences> {
  const { ids, next } = await pageOf(context, wanted);
  const rows = await context.store.reader.ask('foundRows', { ids, columns: wanted.columns });
  const last = next === null ? undefined : context.store.occurrences.byId(next);
  return { rows, next: next === null ? null : String(next), searchedTo: last?.receivedAt ?? null };
}

/** Whole reports, newest first. Refusals: `bad-request` for a text that cannot be read. */
export async function exportFound(
  context: ExploreContext,
  wanted: ParamsOf<'occurrences.exportFound'>,
): Promise<ExportedLines> {
  const { ids, next } = await pageOf(context, { ...wanted, order: 'newest' });
  const { lines, next: full } = await context.store.reader.ask('foundLines', { ids });
  return { lines, next: full ?? (next === null ? null : String(next)) };
}

/** Refusals: `bad-request` for a text that cannot be read. */
export async function foundPaths(
  context: ExploreContext,
  { scope }: ParamsOf<'occurrences.foundPaths'>,
): Promise<PayloadPath[]> {
  const wanted = { scope, order: 'newest' as const, after: null, limit: pathsFrom, steps: 1 };
  const { ids } = await findIds(context, wanted);
  return context.store.reader.ask('foundPaths', { ids });
}

/** Refusals: `bad-request` for a text that cannot be read. */
export function hoursOfScope(
  context: ExploreContext,
  { scope, hours }: ParamsOf<'occurrences.hours'>,
): Promise<ScopeHours> {
  const now = context.now();
  const firstHour = hours === null ? 0 : Math.floor(now / hourMs) - hours + 1;
  return ask(context, { kind: 'hours', wanted: { scope, terms: termsOf(scope.text), now, firstHour } });
}

async function pageOf(context: ExploreContext, { scope, ids, order, cursor, limit }: PageWanted): Promise<FoundIds> {
  const after = cursor === null ? null : Number(cursor);
  // A cursor that is none of ours finds nothing.
  if (after !== null && !Number.isSafeInteger(after)) return { ids: [], next: null };
  if (ids !== null) return pageOfChosen(ids, { order, after, limit });
  return findIds(context, { scope, order, after, limit, steps: stepsPerPage });
}

function pageOfChosen(
  chosen: readonly number[],
  { order, after, limit }: { order: OccurrenceOrder; after: number | null; limit: number },
): FoundIds {
  const sign = order === 'newest' ? -1 : 1;
  const sorted = [...new Set(chosen)].sort((a, b) => sign * (a - b));
  const left = sorted.filter((id) => after === null || sign * (id - after) > 0);
  const ids = left.slice(0, limit);
  return { ids, next: left.length > limit ? (ids.at(-1) ?? null) : null };
}
