/** Storms of items: of whom reports were only counted, and who is exempt from that. */
import type { Database } from 'better-sqlite3';
import type { ItemStorm } from '../../../shared/item.ts';
import { unstoredWriter, type Uncounted } from './unstored-counts.ts';

export interface StormTable {
  /** The item's last storm, and whether it keeps all of its reports. */
  of(itemId: number): ItemStorm | undefined;
  /** False when there is no such item. */
  setGuarded(itemId: number, isGuarded: boolean): boolean;
  /**
   * Reports were counted and not stored. Notes them beside the counts of the item, which are not changed here; `id` is
   * the item's last occurrence that was stored before them. Runs inside a transaction.
   */
  counted(gone: Uncounted, storm: { since: number; oneOf: number }): void;
}

interface StormRow {
  guard_off: number;
  since: number | null;
  until: number | null;
  one_of: number | null;
}

export function stormTable(db: Database): StormTable {
  const one = db.prepare<[number], StormRow>(
    `SELECT storm_guard_off AS guard_off, storm_since AS since, storm_until AS until, storm_one_of AS one_of
     FROM item WHERE id = ?`,
  );
  const guard = db.prepare<[number, number]>('UPDATE item SET storm_guard_off = ? WHERE id = ?');
  const mark = db.prepare<[number, number, number, number]>(
    'UPDATE item SET storm_since = ?, storm_until = ?, storm_one_of = ? WHERE id = ?',
  );
  const gap = db.prepare<[{ itemId: number; id: number; count: number }]>(
    `INSERT INTO storm_gap (item_id, after_id, count)
     VALUES (@itemId, @id, @count) ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const note = unstoredWriter(db);
  return {
    of: (itemId) => {
      const row = one.get(itemId);
      if (!row) return undefined;
      const last =
        row.since === null || row.until === null || row.one_of === null
          ? null
          : { since: row.since, until: row.until, oneOf: row.one_of };
      return { isGuarded: row.guard_off === 0, last };
    },
    setGuarded: (itemId, isGuarded) => guard.run(Number(!isGuarded), itemId).changes > 0,
    counted: (gone, { since, oneOf }) => {
      note([gone]);
      gap.run({ itemId: gone.itemId, id: gone.id, count: gone.count });
      mark.run(since, gone.at, oneOf, gone.itemId);
    },
  };
}
