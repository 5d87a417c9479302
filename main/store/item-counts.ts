/** How many items there are of each kind: kept by triggers, so that nobody counts the items themselves. */
import type { Database } from 'better-sqlite3';
import type { ItemFilter } from '../../shared/contract.ts';
import type { ItemView, ViewCounts } from '../../shared/item.ts';
import { allOf, type Value } from './clause.ts';
import { inPlace, inView, isUnviewed, statusesOf, type Place } from './item-views.ts';

/** The items of a project that have a status: they are in the order of each index of the list. */
export interface ItemRange {
  projectId: number;
  status: number;
}

export interface ItemCounts {
  /** How many items each view holds; only those that are snoozed are counted one by one. */
  ofViews(place: Place, now: number): ViewCounts;
  /** How many items of the filter there are, those that are asleep among the active ones. */
  most(filter: ItemFilter): number;
  /** Where items of the filter are, oldest project first. */
  ranges(filter: ItemFilter): ItemRange[];
}

interface CountRow extends ItemRange {
  isUnviewed: number;
  count: number;
}

export function itemCounts(db: Database): ItemCounts {
  const rowsOf = (place: Place): CountRow[] => {
    const where = allOf(inPlace(place, 'environment_id'));
    return db
      .prepare<Value[], CountRow>(
        `SELECT project_id AS projectId, status, is_unviewed AS isUnviewed, sum(count) AS count FROM item_count
         WHERE ${where.sql} GROUP BY 1, 2, 3 HAVING sum(count) > 0 ORDER BY 1, 2`,
      )
      .all(...where.values);
  };
  const isIn = (view: ItemView) => {
    const statuses = statusesOf(view);
    return (row: CountRow): boolean => statuses.includes(row.status) && (view !== 'new' || row.isUnviewed === 1);
  };
  return {
    ofViews: (place, now) => {
      const rows = rowsOf(place);
      const sum = (view: ItemView): number => sumOf(rows.filter(isIn(view)));
      const asleep = asleepIn(db, place, now);
      return {
        ...{ active: sum('active') - asleep.all, new: sum('new') - asleep.unviewed, snoozed: asleep.all },
        ...{ muted: sum('muted'), resolved: sum('resolved'), all: sum('all'), deleted: deletedIn(db, place, now) },
      };
    },
    most: (filter) => sumOf(rowsOf(filter).filter(isIn(filter.view))),
    ranges: (filter) => {
      const ranges = new Map<string, ItemRange>();
      for (const { projectId, status } of rowsOf(filter).filter(isIn(filter.view)))
        ranges.set(`${String(projectId)} ${String(status)}`, { projectId, status });
      return [...ranges.values()];
    },
  };
}

function sumOf(rows: readonly CountRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

function deletedIn(db: Database, place: Place, now: number): number {
  const where = allOf([inView('deleted', now), ...inPlace(place, 'item.environment_id')]);
  const count = db.prepare<Value[], number>(`SELECT count(*) FROM item INDEXED BY item_deleted WHERE ${where.sql}`);
  return count.pluck().get(...where.values) ?? 0;
}

function asleepIn(db: Database, place: Place, now: number): { all: number; unviewed: number } {
  const where = allOf([inView('snoozed', now), ...inPlace(place, 'item.environment_id')]);
  const counted = db
    .prepare<Value[], { all: number; unviewed: number }>(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE ${isUnviewed}) AS unviewed
       FROM item INDEXED BY item_snoozed WHERE ${where.sql}`,
    )
    .get(...where.values);
  return counted ?? { all: 0, unviewed: 0 };
}
