/**
 * Lists and counts of items. Paging is by key, not by offset: page 50 costs what page 1 costs. The SQL of each shape of
 * filter is put together from fixed parts and prepared once; values are always bound.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { ItemFilter, Page } from '../../shared/contract.ts';
import { itemViews, type Item, type ViewCounts } from '../../shared/item.ts';
import { allOf, type Clause, type Value } from './clause.ts';
import { itemCounts } from './item-counts.ts';
import { cursorOf } from './item-order.ts';
import { pageReader, type ListedPage, type Prepare } from './item-pages.ts';
import { itemSource, rowToItem } from './item-row.ts';
import { inPlace, inView } from './item-views.ts';

export type { ListedPage } from './item-pages.ts';

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

const mostPrepared = 200;
const always: ItemCondition = { sql: 'true', values: [], isRare: false };

export function itemListing(db: Database): ItemListing {
  const prepare = preparer(db);
  const counts = itemCounts(db);
  const readPage = pageReader(prepare, counts);
  return {
    page: (wanted, now, condition = always) => {
      const source = condition.isRare ? sourceFor(condition) : null;
      const rows = readPage(wanted, { where: whereOf(wanted.filter, now, condition), source });
      const last = rows.length === wanted.limit ? rows.at(-1) : undefined;
      return { rows: rows.map(rowToItem), next: last ? cursorOf(wanted, last) : null };
    },
    ids: (filter, now, condition = always) => {
      const where = whereOf(filter, now, condition);
      return prepare<{ id: number }>(`SELECT item.id ${sourceFor(condition)} WHERE ${where.sql}`)
        .all(...where.values)
        .map((row) => row.id);
    },
    counts: (filter, now, condition) =>
      condition === undefined || condition.sql === 'true'
        ? counts.ofViews(filter, now)
        : countOneByOne(prepare, { filter, now, condition }),
  };
}

function preparer(db: Database): Prepare {
  const prepared = new Map<string, Statement<Value[], unknown>>();
  return <Row>(sql: string): Statement<Value[], Row> => {
    let statement = prepared.get(sql);
    if (!statement) {
      // Conditions repeat without end, so not every shape of query can be kept.
      if (prepared.size >= mostPrepared) prepared.clear();
      prepared.set(sql, (statement = db.prepare<Value[], unknown>(sql)));
    }
    return statement as Statement<Value[], Row>;
  };
}

function whereOf(filter: ItemFilter, now: number, condition: Clause): Clause {
  return allOf([inView(filter.view, now), ...inPlace(filter, 'item.environment_id'), condition]);
}

function countOneByOne(
  prepare: Prepare,
  { filter, now, condition }: { filter: ItemFilter; now: number; condition: ItemCondition },
): ViewCounts {
  const where = allOf([...inPlace(filter, 'item.environment_id'), condition]);
  const views = itemViews.map((view) => ({ view, clause: inView(view, now) }));
  const sums = views.map(({ view, clause }) => `count(*) FILTER (WHERE ${clause.sql}) AS "${view}"`);
  const row = prepare<ViewCounts>(`SELECT ${sums.join(', ')} ${sourceFor(condition)} WHERE ${where.sql}`).get(
    ...views.flatMap(({ clause }) => clause.values),
    ...where.values,
  );
  if (!row) throw new Error('an aggregate without a row');
  return row;
}

/** Without the list's own indexes, SQLite begins with what else is known of the items. */
function sourceFor({ isRare }: ItemCondition): string {
  return isRare ? itemSource.replace('FROM item ', 'FROM item NOT INDEXED ') : itemSource;
}
