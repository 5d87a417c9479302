/** Items as the page shows them: rows with their last day, and one item with its history. */
import type { Page, ParamsOf } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { Item, ItemDetail, ItemRow } from '../../shared/item.ts';
import type { CollectorContext } from './collector.ts';
import { pageOfItems } from './search.ts';

const sparkHours = 24;
const shownActivity = 200;

/** Refusals: `bad-request` for a search text that cannot be read. */
export async function listItems(context: CollectorContext, params: ParamsOf<'items.list'>): Promise<Page<ItemRow>> {
  const page = await pageOfItems(context, params);
  return { rows: withHours(context, page.rows), next: page.next };
}

/** Refusals: `not-found`. */
export function itemDetail(context: CollectorContext, { id }: { id: number }): ItemDetail {
  const { store } = context;
  const item = store.items.byId(id);
  const [row] = item ? withHours(context, [item]) : [];
  if (!row) throw new Refusal('not-found', 'This item is not there any more.');
  const projectName = store.projects.byId(row.projectId)?.name ?? '';
  return { ...row, projectName, activity: store.activity.ofItem(id, shownActivity) };
}

/** The items of these ids in no particular order; those that are not there are left out. */
export function itemRows(context: CollectorContext, ids: readonly number[]): ItemRow[] {
  const items = ids.map((id) => context.store.items.byId(id)).filter((item) => item !== undefined);
  return withHours(context, items);
}

function withHours({ store, now }: CollectorContext, items: Item[]): ItemRow[] {
  const ids = items.map((item) => item.id);
  const hours = store.hours.recent(ids, now(), sparkHours);
  return items.map((item) => ({ ...item, hours: hours.get(item.id) ?? [] }));
}
