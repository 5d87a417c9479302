/** The orders of a list of items, and cursors made of the values that order it. */
import type { ItemOrder, ItemSort } from '../../shared/item.ts';
import { never, type Clause } from './clause.ts';
import type { ItemDbRow } from './item-row.ts';

/** One of the values that order a list. */
export interface OrderKey {
  sql: string;
  of: (row: ItemDbRow) => number;
}

/** The columns that order a list, all in one direction, the id last so that the order is total. */
const sortColumns: Record<ItemSort, (keyof ItemDbRow)[]> = {
  last: ['last_seen_at', 'id'],
  first: ['first_seen_at', 'id'],
  count: ['total_occurrences', 'id'],
  people: ['people', 'id'],
  level: ['level', 'last_seen_at', 'id'],
};

/** The index that has the items of a project and a status in the order. */
export const listIndex: Record<ItemSort, string> = {
  last: 'item_by_project_last',
  first: 'item_by_first',
  count: 'item_by_count',
  people: 'item_by_people',
  level: 'item_by_level',
};

/** Projects come in one order whichever way their items go, hence the turned sign. */
export function keysOf({ sort, ascending, grouped }: ItemOrder): OrderKey[] {
  const keys = sortColumns[sort].map((column) => ({
    sql: `item.${column}`,
    of: (row: ItemDbRow) => Number(row[column]),
  }));
  if (!grouped) return keys;
  const project: OrderKey = ascending
    ? { sql: 'item.project_id', of: (row) => row.project_id }
    : { sql: '-item.project_id', of: (row) => -row.project_id };
  return [project, ...keys];
}

/** To follow ORDER BY. */
export function orderSql(order: ItemOrder): string {
  const direction = order.ascending ? 'ASC' : 'DESC';
  return keysOf(order)
    .map((key) => `${key.sql} ${direction}`)
    .join(', ');
}

/** Negative when `a` comes before `b`. */
export function compareRows(order: ItemOrder, a: ItemDbRow, b: ItemDbRow): number {
  for (const key of keysOf(order)) {
    const difference = key.of(a) - key.of(b);
    if (difference !== 0) return order.ascending ? difference : -difference;
  }
  return 0;
}

export function cursorOf(order: ItemOrder, row: ItemDbRow): string {
  return keysOf(order)
    .map((key) => String(key.of(row)))
    .join(',');
}

/** Rows behind the cursor. A cursor that is none of ours finds nothing. */
export function after(order: ItemOrder, cursor: string | null): Clause[] {
  if (cursor === null) return [];
  const keys = keysOf(order);
  const values = cursor.split(',').map(Number);
  if (values.length !== keys.length || values.some(Number.isNaN)) return [never];
  const marks = keys.map(() => '?').join(', ');
  return [{ sql: `(${keys.map((key) => key.sql).join(', ')}) ${order.ascending ? '>' : '<'} (${marks})`, values }];
}

/** Of a list that is grouped by project: the project of the cursor, and the rest of it, which is a cursor within it. */
export function splitCursor(cursor: string): { projectId: number; within: string } {
  const [project = '', ...rest] = cursor.split(',');
  return { projectId: Math.abs(Number(project)), within: rest.join(',') };
}
