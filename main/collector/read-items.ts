/** Items as the page shows them: rows with their trend, and one item with its history. */
import type { Page, ParamsOf } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { Item, ItemDetail, ItemName, ItemRow, TrendSpan } from '../../shared/item.ts';
import type { CollectorContext } from './collector.ts';
import { pageOfItems } from './search.ts';

/** Hours of a span, and of each of its steps. */
const spans: Record<TrendSpan, { hours: number; step: number }> = {
  day: { hours: 24, step: 1 },
  week: { hours: 7 * 24, step: 6 },
  month: { hours: 30 * 24, step: 24 },
};
const shownActivity = 200;

/** Refusals: `bad-request` for a search text that cannot be read. */
export async function listItems(context: CollectorContext, params: ParamsOf<'items.list'>): Promise<Page<ItemRow>> {
  const page = await pageOfItems(context, params);
  return { rows: asRows(context, page.rows, params.span), next: page.next };
}

/** Refusals: `not-found`. */
export function itemDetail(context: CollectorContext, { id }: { id: number }): ItemDetail {
  const { store } = context;
  const item = store.items.byId(id);
  const [row] = item ? asRows(context, [item], 'day') : [];
  if (!row) throw new Refusal('not-found', 'This item is not there any more.');
  const projectName = store.projects.byId(row.projectId)?.name ?? '';
  const suspect = store.suspectDeploys.ofItem(id) ?? null;
  const into = store.shelf.of(id)?.mergedInto ?? null;
  const [mergedInto = null] = into === null ? [] : namesOf(context, [into]);
  const members = namesOf(context, store.shelf.members(id));
  const unstored = store.unstoredCounts.totalOf(id);
  const storm = store.storms.of(id) ?? { isGuarded: true, last: null };
  const activity = store.activity.ofItem(id, shownActivity);
  return { ...row, projectName, suspect, mergedInto, members, unstored, storm, activity };
}

function namesOf({ store }: CollectorContext, ids: readonly number[]): ItemName[] {
  return store.itemListFacts.items(ids).map(({ id, counter, title }) => ({ id, counter, title }));
}

/** The items of these ids in no particular order; those that are not there are left out. */
export function itemRows(context: CollectorContext, ids: readonly number[], span: TrendSpan = 'day'): ItemRow[] {
  return asRows(context, context.store.itemListFacts.items(ids), span);
}

function asRows({ store, now }: CollectorContext, items: Item[], span: TrendSpan): ItemRow[] {
  const ids = items.map((item) => item.id);
  const { hours, step } = spans[span];
  const counts = store.hours.recent(ids, now(), hours);
  const facts = store.itemListFacts.of(ids);
  return items.flatMap((item) => {
    const known = facts.get(item.id);
    return known ? [{ ...item, ...known, trend: inSteps(counts.get(item.id) ?? [], step) }] : [];
  });
}

/** Sums of `step` entries each. */
function inSteps(hours: number[], step: number): number[] {
  const sums = new Array<number>(Math.ceil(hours.length / step)).fill(0);
  for (const [index, count] of hours.entries())
    sums[Math.floor(index / step)] = (sums[Math.floor(index / step)] ?? 0) + count;
  return sums;
}
