/** The inbox as data: which rows a view holds and what happens to the list when some change. Pure. */
import { isSnoozed, isUnviewed, type Item, type ItemRow, type ItemView } from '../../shared/item.ts';

/** `now` in unix milliseconds decides whether a snooze has ended. */
export function belongsTo(view: ItemView, item: Item & Marks, now: number): boolean {
  switch (view) {
    case 'all':
      return item.status !== 'archived';
    case 'new':
      return item.status === 'active' && isUnviewed(item) && !isSnoozed(item, now);
    case 'active':
      return item.status === 'active' && !isSnoozed(item, now);
    case 'snoozed':
      return item.status === 'active' && isSnoozed(item, now);
    case 'deleted':
      return item.deletedAt !== null;
    case 'muted':
    case 'resolved':
      return item.status === view;
  }
}
type Marks = Pick<ItemRow, 'snoozedAt' | 'snoozedUntil' | 'deletedAt'>;

/** The same rows in the same order, each in its newest version. */
export function updatedRows(rows: readonly ItemRow[], fresh: readonly ItemRow[]): ItemRow[] {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  return rows.map((row) => byId.get(row.id) ?? row);
}

/**
 * How many rows of a fresh page are not in the list yet. In a list that goes on, unknown rows behind the last known one
 * are no arrivals: they are its next page.
 */
export function countArrivals(rows: readonly ItemRow[], fresh: readonly ItemRow[], whole: boolean): number {
  const known = new Set(rows.map((row) => row.id));
  const end = whole ? fresh.length : fresh.findLastIndex((row) => known.has(row.id)) + 1;
  return fresh.slice(0, end).filter((row) => !known.has(row.id)).length;
}

/** The list with the next page behind it; rows that are already there stay where they are. */
export function withNextPage(rows: readonly ItemRow[], page: readonly ItemRow[]): ItemRow[] {
  const known = new Set(rows.map((row) => row.id));
  return [...rows, ...page.filter((row) => !known.has(row.id))];
}

/**
 * Rows back in the list, where they stood in `before`; rows that came since keep their place. The rows of the list that
 * were in `before` are still in its order.
 */
export function withPutBack(rows: readonly ItemRow[], back: readonly ItemRow[], before: readonly ItemRow[]): ItemRow[] {
  const placeOf = new Map(before.map((row, index) => [row.id, index]));
  const place = (row: ItemRow | undefined): number => (row ? (placeOf.get(row.id) ?? -1) : Infinity);
  const ids = new Set(back.map((row) => row.id));
  const staying = rows.filter((row) => !ids.has(row.id));
  const coming = back.toSorted((one, other) => place(one) - place(other));
  const result: ItemRow[] = [];
  let at = 0;
  for (const row of coming) {
    while (at < staying.length && place(staying[at]) < place(row)) result.push(...staying.slice(at, ++at));
    result.push(row);
  }
  return [...result, ...staying.slice(at)];
}

/** The row that is selected when some leave: the next that stays, else the one before, else none. */
export function selectionAfter(
  rows: readonly ItemRow[],
  selectedId: number | null,
  leaves: (id: number) => boolean,
): number | null {
  if (selectedId === null || !leaves(selectedId)) return selectedId;
  const at = rows.findIndex((row) => row.id === selectedId);
  const next = rows.slice(at + 1).find((row) => !leaves(row.id));
  return (next ?? rows.slice(0, Math.max(at, 0)).findLast((row) => !leaves(row.id)))?.id ?? null;
}

/** The environment that most rows have, production among equals: the one that needs no emphasis. */
export function usualEnvironment(rows: readonly Item[]): string | null {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.environment, (counts.get(row.environment) ?? 0) + 1);
  let usual: string | null = null;
  for (const [environment, count] of counts) {
    const most = usual === null ? 0 : (counts.get(usual) ?? 0);
    if (count > most || (count === most && environment === 'production')) usual = environment;
  }
  return usual;
}
