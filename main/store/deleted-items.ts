/**
 * Items that were deleted long ago go for good, with what is merged into them: in steps, since an item may have any number
 * of occurrences. The first step lets go of its identity, so that a report of the same error starts a new item; what is
 * left of an item that a stop has interrupted is taken up again.
 */
import type { Database } from 'better-sqlite3';
import { uuidText } from './occurrences.ts';

export interface DeletedItemTable {
  /** One that was deleted before this time (unix ms), or whose erasing has begun. */
  next(before: number): number | undefined;
  /** Lets go of its identity: nothing brings it back from now on. */
  begin(itemId: number): void;
  /** Erases some of its occurrences; returns what replays know them by, nothing when there was none left. */
  eraseSome(itemId: number): { projectId: number; uuid: string }[];
  /** Erases the rest of an item without occurrences, and the items that are merged into it. */
  finish(itemId: number): void;
}

/** Of occurrences: some milliseconds. */
const stepSize = 200;

/** As the time of its deletion: its erasing has begun. */
const begun = 0;

/** What else there is of an item. */
const tablesOfItems = [
  ...['item_hour', 'item_person', 'item_version', 'activity'],
  ...['unstored_count', 'unstored_person', 'retention_item', 'storm_gap'],
];

export function deletedItemTable(db: Database): DeletedItemTable {
  const next = db
    .prepare<[number], number>(
      'SELECT id FROM item WHERE deleted_at IS NOT NULL AND deleted_at < ? ORDER BY deleted_at LIMIT 1',
    )
    .pluck();
  const all = 'SELECT id FROM item WHERE id = @id OR merged_into = @id';
  const begin = [
    `UPDATE item SET deleted_at = ${String(begun)} WHERE id = @id`,
    `UPDATE item SET fingerprint = 'erased ' || id WHERE id IN (${all})`,
    `DELETE FROM item_key WHERE item_id IN (${all})`,
    `DELETE FROM message_template WHERE item_id IN (${all})`,
  ].map((sql) => db.prepare<[{ id: number }]>(sql));
  const finish = [
    ...tablesOfItems.map((table) => `DELETE FROM ${table} WHERE item_id IN (${all})`),
    'DELETE FROM item WHERE merged_into = @id',
    'DELETE FROM item WHERE id = @id',
  ].map((sql) => db.prepare<[{ id: number }]>(sql));
  return {
    next: (before) => next.get(before),
    begin: (id) => {
      for (const statement of begin) statement.run({ id });
    },
    eraseSome: eraser(db),
    finish: (id) => {
      for (const statement of finish) statement.run({ id });
    },
  };
}

function eraser(db: Database): DeletedItemTable['eraseSome'] {
  const some = db.prepare<[number], { id: number; projectId: number; uuid: Buffer | string }>(
    `SELECT id, project_id AS projectId, uuid FROM occurrence WHERE item_id = ? ORDER BY id LIMIT ${String(stepSize)}`,
  );
  const erase = ['fresh_body WHERE occurrence_id', 'packed_body WHERE occurrence_id', 'occurrence WHERE id'].map(
    (where) => db.prepare<[string]>(`DELETE FROM ${where} IN (SELECT value FROM json_each(?))`),
  );
  return (itemId) => {
    const rows = some.all(itemId);
    const ids = JSON.stringify(rows.map(({ id }) => id));
    for (const statement of erase) statement.run(ids);
    return rows.map(({ projectId, uuid }) => ({ projectId, uuid: uuidText(uuid) }));
  };
}
