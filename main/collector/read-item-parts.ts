/** What the tabs of an item show beside its occurrences: read in a thread, since it may look at many rows. */
import type { ItemPeople } from '../../shared/item-people.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { RelatedItem } from '../../shared/related-item.ts';
import type { Trend } from '../../shared/trend.ts';
import type { CollectorContext } from './collector.ts';
import { itemRows } from './read-items.ts';

const hourMs = 3_600_000;

/** Refusals: `not-found`. */
export function itemTrend(
  context: CollectorContext,
  { id, hours }: { id: number; hours: number | null },
): Promise<Trend> {
  requireItem(context, id);
  const firstHour = hours === null ? 0 : Math.floor(context.now() / hourMs) - hours + 1;
  return context.store.reader.ask('itemTrend', { itemId: id, firstHour });
}

/** Refusals: `not-found`. */
export function itemPeople(context: CollectorContext, { id }: { id: number }): Promise<ItemPeople> {
  requireItem(context, id);
  return context.store.reader.ask('itemPeople', { itemId: id });
}

/** Refusals: `not-found`. */
export async function relatedItems(context: CollectorContext, { id }: { id: number }): Promise<RelatedItem[]> {
  requireItem(context, id);
  const found = await context.store.reader.ask('relatedItems', { itemId: id });
  const rows = new Map(
    itemRows(
      context,
      found.map((each) => each.id),
    ).map((row) => [row.id, row]),
  );
  return found.flatMap(({ id: other, relations }) => {
    const item = rows.get(other);
    return item ? [{ item, relations }] : [];
  });
}

/** Refusals: `not-found`. */
export function requireItem({ store }: CollectorContext, id: number): void {
  if (!store.items.byId(id)) throw new Refusal('not-found', 'This item is not there any more.');
}
