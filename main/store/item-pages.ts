/**
 * Pages of a list of items. The list is put together from those of each project and status, which indexes have in every
 * order; what only few items are in is fetched and sorted instead.
 */
import type { Statement } from 'better-sqlite3';
import type { ItemFilter } from '../../shared/contract.ts';
import type { ItemOrder } from '../../shared/item.ts';
import { allOf, type Clause, type Value } from './clause.ts';
import type { ItemCounts, ItemRange } from './item-counts.ts';
import { after, compareRows, listIndex, orderSql, splitCursor } from './item-order.ts';
import { itemColumns, itemSource, type ItemDbRow } from './item-row.ts';

/** Statements of one shape are prepared once. */
export type Prepare = <Row>(sql: string) => Statement<Value[], Row>;

export interface ListedPage extends ItemOrder {
  filter: ItemFilter;
  cursor: string | null;
  limit: number;
}

/** What an item of the page has to meet; `source` where it is known that few do, and by what those are found. */
export interface PageCondition {
  where: Clause;
  source: string | null;
}

export type PageReader = (wanted: ListedPage, condition: PageCondition) => ItemDbRow[];

/** Fetching and sorting so many costs no more than to look for them in a long list. */
const fewItems = 500;

export function pageReader(prepare: Prepare, counts: ItemCounts): PageReader {
  return (wanted, { where, source }) => {
    if (source !== null) return sorted(prepare, wanted, { where, source });
    const index = indexOfFew(wanted.filter);
    if (index !== null && (areFew.includes(index) || counts.most(wanted.filter) <= fewItems))
      return sorted(prepare, wanted, { where, source: sourceBy(index) });
    return merged(prepare, wanted, { where, ranges: counts.ranges(wanted.filter) });
  };
}

/** Those that are snoozed or deleted are few, and nobody counts them. */
const areFew = ['item_snoozed', 'item_deleted'];

/** The index that has the items of a filter and few others, in no order; null where the list itself has no others. */
function indexOfFew({ view, environment }: ItemFilter): string | null {
  if (view === 'snoozed') return 'item_snoozed';
  if (view === 'deleted') return 'item_deleted';
  if (view === 'new') return 'item_unviewed';
  return environment === null ? null : 'item_by_environment';
}

function sourceBy(index: string): string {
  return itemSource.replace('FROM item ', `FROM item INDEXED BY ${index} `);
}

function sorted(prepare: Prepare, wanted: ListedPage, found: { where: Clause; source: string }): ItemDbRow[] {
  const where = allOf([found.where, ...after(wanted, wanted.cursor)]);
  return prepare<ItemDbRow>(
    `SELECT ${itemColumns} ${found.source} WHERE ${where.sql} ORDER BY ${orderSql(wanted)} LIMIT ?`,
  ).all(...where.values, wanted.limit);
}

interface Ranges {
  where: Clause;
  ranges: ItemRange[];
}

function merged(prepare: Prepare, wanted: ListedPage, { where, ranges }: Ranges): ItemDbRow[] {
  const { cursor, grouped } = wanted;
  if (!grouped) return mergedOnce(prepare, wanted, { where, ranges });
  const begun = cursor === null ? null : splitCursor(cursor);
  const rows: ItemDbRow[] = [];
  for (const projectId of new Set(ranges.map((range) => range.projectId))) {
    if (begun !== null && projectId < begun.projectId) continue;
    const within = projectId === begun?.projectId ? begun.within : null;
    const rest = { ...wanted, grouped: false, cursor: within, limit: wanted.limit - rows.length };
    const ofProject = ranges.filter((range) => range.projectId === projectId);
    rows.push(...mergedOnce(prepare, rest, { where, ranges: ofProject }));
    if (rows.length === wanted.limit) break;
  }
  return rows;
}

/** Of each range as many as are wanted at all, of which the first are taken. */
function mergedOnce(prepare: Prepare, wanted: ListedPage, { where, ranges }: Ranges): ItemDbRow[] {
  const all = allOf([where, ...after(wanted, wanted.cursor)]);
  const next = prepare<ItemDbRow>(rangeSql(wanted, all.sql));
  const found = ranges.flatMap(({ projectId, status }) => next.all(projectId, status, ...all.values, wanted.limit));
  const first = found.toSorted((a, b) => compareRows(wanted, a, b)).slice(0, wanted.limit);
  const byId = prepare<ItemDbRow>(
    `SELECT ${itemColumns} ${itemSource} WHERE item.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(first.map(({ id }) => id)));
  const rows = new Map(byId.map((row) => [row.id, row]));
  return first.flatMap(({ id }) => rows.get(id) ?? []);
}

/** The query of a range for a condition on items: what orders them, project and status bound first, the limit last. */
export function rangeSql(order: ItemOrder, condition: string): string {
  return `SELECT item.id, item.project_id, last_seen_at, first_seen_at, total_occurrences, people, level
    FROM item INDEXED BY ${listIndex[order.sort]} WHERE item.project_id = ? AND item.status = ? AND ${condition}
    ORDER BY ${orderSql(order)} LIMIT ?`;
}
