/** What a line of the inbox shows besides the item: read by id for the lines of one page, never for all items. */
import type { Database } from 'better-sqlite3';
import type { Item, ItemListFacts } from '../../shared/item.ts';
import { conditionOf } from './item-marks.ts';
import { itemColumns, itemSource, rowToItem, type ItemDbRow } from './item-row.ts';

export interface ItemListFactsTable {
  of(itemIds: number[]): Map<number, ItemListFacts>;
  /** The items that are there, in no particular order. */
  items(itemIds: readonly number[]): Item[];
  /** Items whose snooze ended by itself after `from`, at `to` at the latest; both in unix milliseconds. */
  woken(from: number, to: number): number[];
}

interface FactsRow {
  id: number;
  assigned_user_id: number | null;
  snoozed_at: number | null;
  snoozed_until: number | null;
  snooze_condition: string | null;
  pinned_at: number | null;
  version: string | null;
  deleted_at: number | null;
}

export function itemListFactsTable(db: Database): ItemListFactsTable {
  const facts = db.prepare<[string], FactsRow>(
    `SELECT item.id, assigned_user_id, snoozed_at, snoozed_until, snooze_condition, pinned_at, deleted_at,
       occurrence.release AS version
     FROM json_each(?) AS wanted JOIN item ON item.id = wanted.value
     LEFT JOIN occurrence ON occurrence.id = item.last_occurrence_id`,
  );
  const items = db.prepare<[string], ItemDbRow>(
    `SELECT ${itemColumns} ${itemSource} WHERE item.id IN (SELECT value FROM json_each(?))`,
  );
  const woken = db
    .prepare<[number, number], number>('SELECT id FROM item WHERE snoozed_until > ? AND snoozed_until <= ?')
    .pluck();
  return {
    of: (itemIds) => new Map(facts.all(JSON.stringify(itemIds)).map((row) => [row.id, rowToFacts(row)])),
    items: (itemIds) => items.all(JSON.stringify(itemIds)).map(rowToItem),
    woken: (from, to) => woken.all(from, to),
  };
}

function rowToFacts(row: FactsRow): ItemListFacts {
  return {
    assignedUserId: row.assigned_user_id,
    snoozedAt: row.snoozed_at,
    snoozedUntil: row.snoozed_until,
    snoozeCondition: conditionOf(row.snooze_condition),
    pinnedAt: row.pinned_at,
    version: row.version,
    deletedAt: row.deleted_at,
  };
}
