/**
 * Lists and counts of items. Paging is by key, not by offset: page 50 costs what page 1 costs. The SQL of each shape of
 * filter is put together from fixed parts and prepared once; values are always bound.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { ItemFilter, Page } from '../../shared/contract.ts';
import {
  itemViews,
  type Item,
  type ItemOrder,
  type ItemSort,
  type ItemView,
  type ViewCounts,
} from '../../shared/item.ts';
import { allOf, never, type Clause, type Value } from './clause.ts';
import { statusCode } from './codes.ts';
import { itemColumns, itemSource, rowToItem, type ItemDbRow } from './item-row.ts';

export interface ListedPage extends ItemOrder {
  filter: ItemFilter;
  cursor: string | null;
  limit: number;
}

/** `isRare` when few items meet it: those are then fetched by their ids, instead of going through the list in its order. */
export interface ItemCondition extends Clause {
  isRare: boolean;
}

/** The text of a filter is not read here: what it means is a `condition` on items. */
export interface ItemListing {
  /** In the wanted order; `cursor` is the `next` of the page before. `now` (unix ms) decides which snoozes have ended. */
  page(wanted: ListedPage, now: number, condition?: ItemCondition): Page<Item>;
  /** The ids of all items of the filter, in no particular order. */
  ids(filter: ItemFilter, now: number, condition?: ItemCondition): number[];
  /** How many items each view holds; the filter's own view is ignored. */
  counts(filter: ItemFilter, now: number, condition?: ItemCondition): ViewCounts;
}

/** The columns that order a list, all in one direction, the id last so that the order is total. */
const sortColumns: Record<ItemSort, (keyof ItemDbRow)[]> = {
  last: ['last_seen_at', 'id'],
  first: ['first_seen_at', 'id'],
  count: ['total_occurrences', 'id'],
  people: ['people', 'id'],
  level: ['level', 'last_seen_at', 'id'],
};

const unviewed = '(viewed_at IS NULL OR viewed_at < last_activated_at)';
const isActive = `status = ${String(statusCode.active)}`;
const isAsleep = '(snoozed_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until > ?))';
/** The number of values is that of the question marks: all of them are the time. */
const viewClause: Record<ItemView, string> = {
  active: `${isActive} AND NOT ${isAsleep}`,
  new: `${isActive} AND ${unviewed} AND NOT ${isAsleep}`,
  snoozed: `${isActive} AND ${isAsleep}`,
  muted: `status = ${String(statusCode.muted)}`,
  resolved: `status = ${String(statusCode.resolved)}`,
  // 0: it is being erased (see deleted-items.ts).
  deleted: 'item.deleted_at > 0 AND item.project_id NOT IN (SELECT id FROM project WHERE deleted_at IS NOT NULL)',
  // Archived items are those of deleted projects, merged ones and deleted ones.
  all: `status <> ${String(statusCode.archived)}`,
};

const mostPrepared = 200;
const always: ItemCondition = { sql: 'true', values: [], isRare: false };

export function itemListing(db: Database): ItemListing {
  const prepared = new Map<string, Statement<Value[], unknown>>();
  const prepare = <Row>(sql: string): Statement<Value[], Row> => {
    let statement = prepared.get(sql);
    if (!statement) {
      // Conditions repeat without end, so not every shape of query can be kept.
      if (prepared.size >= mostPrepared) prepared.clear();
      prepared.set(sql, (statement = db.prepare<Value[], unknown>(sql)));
    }
    return statement as Statement<Value[], Row>;
  };
  return {
    page: ({ filter, cursor, limit, ...order }, now, condition = always) => {
      const keys = keysOf(order);
      const where = allOf([inView(filter.view, now), ...clausesOf(filter), condition, ...after(keys, order, cursor)]);
      const direction = order.ascending ? 'ASC' : 'DESC';
      const columns = keys.map((key) => `${key.sql} ${direction}`).join(', ');
      const rows = prepare<ItemDbRow>(
        `SELECT ${itemColumns} ${sourceFor(condition)} WHERE ${where.sql} ORDER BY ${columns} LIMIT ?`,
      ).all(...where.values, limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return { rows: rows.map(rowToItem), next: last ? keys.map((key) => String(key.of(last))).join(',') : null };
    },
    ids: (filter, now, condition = always) => {
      const where = allOf([inView(filter.view, now), ...clausesOf(filter), condition]);
      const sql = `SELECT item.id ${sourceFor(condition)} WHERE ${where.sql}`;
      return prepare<{ id: number }>(sql)
        .all(...where.values)
        .map((row) => row.id);
    },
    counts: (filter, now, condition = always) => {
      const where = allOf([...clausesOf(filter), condition]);
      const views = itemViews.map((view) => ({ view, clause: inView(view, now) }));
      const sums = views.map(({ view, clause }) => `count(*) FILTER (WHERE ${clause.sql}) AS "${view}"`);
      const row = prepare<ViewCounts>(`SELECT ${sums.join(', ')} ${sourceFor(condition)} WHERE ${where.sql}`).get(
        ...views.flatMap(({ clause }) => clause.values),
        ...where.values,
      );
      if (!row) throw new Error('an aggregate without a row');
      return row;
    },
  };
}

/** Without the list's own indexes, SQLite begins with what else is known of the items. */
function sourceFor({ isRare }: ItemCondition): string {
  return isRare ? itemSource.replace('FROM item ', 'FROM item NOT INDEXED ') : itemSource;
}

function inView(view: ItemView, now: number): Clause {
  const sql = viewClause[view];
  return { sql, values: sql.includes('?') ? [now] : [] };
}

/** One of the values that order a list. */
interface OrderKey {
  sql: string;
  of: (row: ItemDbRow) => number;
}

/** Projects come in one order whichever way their items go, hence the turned sign. */
function keysOf({ sort, ascending, grouped }: ItemOrder): OrderKey[] {
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

function clausesOf(filter: ItemFilter): Clause[] {
  const clauses: Clause[] = [];
  if (filter.projectId !== null) clauses.push({ sql: 'item.project_id = ?', values: [filter.projectId] });
  if (filter.environment !== null) clauses.push({ sql: 'environment.name = ?', values: [filter.environment] });
  return clauses;
}

/** Rows behind the cursor. A cursor that is none of ours finds nothing. */
function after(keys: OrderKey[], { ascending }: ItemOrder, cursor: string | null): Clause[] {
  if (cursor === null) return [];
  const values = cursor.split(',').map(Number);
  if (values.length !== keys.length || values.some(Number.isNaN)) return [never];
  const marks = keys.map(() => '?').join(', ');
  return [{ sql: `(${keys.map((key) => key.sql).join(', ')}) ${ascending ? '>' : '<'} (${marks})`, values }];
}
