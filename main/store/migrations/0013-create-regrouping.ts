/**
 * What a change of the grouping needs to go on after a stop, and to be taken back. Neither items nor occurrences are
 * referenced: those that are deleted meanwhile are passed over.
 */
import type { Database } from 'better-sqlite3';

export function createRegrouping(db: Database): void {
  db.exec(`
    -- Items that take part.
    CREATE TABLE regroup_item (
      item_id INTEGER PRIMARY KEY,
      -- The key that it had before, and that it has by the change; NULL: none, since another item has it.
      old_fingerprint TEXT NOT NULL,
      new_fingerprint TEXT,
      -- Was it started by the change?
      is_new INTEGER NOT NULL,
      -- Where its last occurrence went, and the status that it had then; NULL while it has occurrences.
      merged_into INTEGER,
      status INTEGER
    ) STRICT;
    CREATE TABLE regroup_move (
      occurrence_id INTEGER PRIMARY KEY,
      from_item INTEGER NOT NULL,
      to_item INTEGER NOT NULL,
      matched_key INTEGER
    ) STRICT;
    CREATE INDEX regroup_move_by_source ON regroup_move (from_item);
    -- Items whose counts are to be made again from their occurrences, and how far that is; until_id 0: not begun.
    CREATE TABLE recount (
      item_id INTEGER PRIMARY KEY,
      after_id INTEGER NOT NULL,
      until_id INTEGER NOT NULL
    ) STRICT;
  `);
}
