/**
 * Lists and counts of items. Paging is by key, not by offset: page 50 costs what page 1 costs. The SQL of each shape of
 * filter is put together from fixed parts and prepared once; values are always bound.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { ItemFilter, Page } from '../../shared/contract.ts';
import type { Item, ItemSort, ItemView, ViewCounts } from '../../shared/item.ts';
import { allOf, never, type Clause, type Value } from './clause.ts';
import { statusCode } from './codes.ts';
import { itemColumns, itemSource, rowToItem, type ItemDbRow } from './item-row.ts';

export interface ListedPage {
  filter: ItemFilter;
  sort: ItemSort;
  cursor: string | null;
  limit: number;
}

/** `isRare` when few items meet it: those are then fetched by their ids, instead of going through the list in its order. */
export interface ItemCondition extends Clause {
  isRare: boolean;
}

/** The text of a filter is not read here: what it means is a `condition` on items. */
export interface ItemListing {
  /** In the order of `sort`, most first; `cursor` is the `next` of the page before. */
  page(wanted: ListedPage, condition?: ItemCondition): Page<Item>;
  /** How many items each view holds; the filter's own view is ignored. */
  counts(filter: ItemFilter, condition?: ItemCondition): ViewCounts;
}

/** The columns that order a list, all descending, the id last so that the order is total. */
const sortColumns: Record<ItemSort, (keyof ItemDbRow)[]> = {
  last: ['last_seen_at', 'id'],
  first: ['first_seen_at', 'id'],
  count: ['total_occurrences', 'id'],
  level: ['level', 'last_seen_at', 'id'],
};

const unviewed = '(viewed_at IS NULL OR viewed_at < last_activated_at)';
const viewClause: Record<ItemView, string> = {
  active: `status = ${String(statusCode.active)}`,
  new: `status = ${String(statusCode.active)} AND ${unviewed}`,
  muted: `status = ${String(statusCode.muted)}`,
  resolved: `status = ${String(statusCode.resolved)}`,
  // Archived items are those of deleted projects.
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
    page: ({ filter, sort, cursor, limit }, condition = always) => {
      const order = sortColumns[sort];
      const view = { sql: viewClause[filter.view], values: [] };
      const where = allOf([view, ...clausesOf(filter), condition, ...after(order, cursor)]);
      const columns = order.map(qualified);
      const rows = prepare<ItemDbRow>(
        `SELECT ${itemColumns} ${sourceFor(condition)} WHERE ${where.sql} ORDER BY ${columns.map((name) => `${name} DESC`).join(', ')} LIMIT ?`,
      ).all(...where.values, limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return { rows: rows.map(rowToItem), next: last ? order.map((name) => String(last[name])).join(',') : null };
    },
    counts: (filter, condition = always) => {
      const where = allOf([...clausesOf(filter), condition]);
      const sums = Object.entries(viewClause).map(([view, sql]) => `count(*) FILTER (WHERE ${sql}) AS "${view}"`);
      const row = prepare<ViewCounts>(`SELECT ${sums.join(', ')} ${sourceFor(condition)} WHERE ${where.sql}`).get(
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

function clausesOf(filter: ItemFilter): Clause[] {
  const clauses: Clause[] = [];
  if (filter.projectId !== null) clauses.push({ sql: 'item.project_id = ?', values: [filter.projectId] });
  if (filter.environment !== null) clauses.push({ sql: 'environment.name = ?', values: [filter.environment] });
  return clauses;
}

/** Rows behind the cursor, in descending order. A cursor that is none of ours finds nothing. */
function after(order: (keyof ItemDbRow)[], cursor: string | null): Clause[] {
  if (cursor === null) return [];
  const values = cursor.split(',').map(Number);
  if (values.length !== order.length || values.some(Number.isNaN)) return [never];
  const marks = order.map(() => '?').join(', ');
  return [{ sql: `(${order.map(qualified).join(', ')}) < (${marks})`, values }];
}

function qualified(column: keyof ItemDbRow): string {
  return `item.${column}`;
}
