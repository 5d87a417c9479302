/** What people decided and can take back, and what else they can decide: merging, deleting, pinning, snoozing until more. */
import type { Database } from 'better-sqlite3';

export function extendTriage(db: Database): void {
  db.exec(`
    CREATE TABLE undo_step (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      command_id TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      -- JSON: the command without its id, its time and its items.
      wish TEXT NOT NULL,
      -- How many items it has changed, and the number of the first.
      items INTEGER NOT NULL,
      first_counter INTEGER
    ) STRICT;
    CREATE TABLE undo_point (
      id INTEGER PRIMARY KEY,
      step_id INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
      item_id INTEGER NOT NULL,
      -- JSON, as in shared/triage.ts.
      point TEXT NOT NULL,
      UNIQUE (step_id, item_id)
    ) STRICT;
    -- The item to which its occurrences belong now; one that is not merged itself.
    ALTER TABLE item ADD COLUMN merged_into INTEGER REFERENCES item (id);
    ALTER TABLE item ADD COLUMN deleted_at INTEGER;
    -- The status of an item that is merged or deleted, for its way back: meanwhile it is archived.
    ALTER TABLE item ADD COLUMN shelved_status INTEGER;
    -- Where the occurrence would be if nothing were merged; NULL for where it is.
    ALTER TABLE occurrence ADD COLUMN own_item_id INTEGER;
    ALTER TABLE item ADD COLUMN pinned_at INTEGER;
    -- JSON, as in shared/snooze.ts; NULL for a snooze that ends by the clock or never.
    ALTER TABLE item ADD COLUMN snooze_condition TEXT;
    CREATE INDEX item_by_target ON item (merged_into) WHERE merged_into IS NOT NULL;
    CREATE INDEX item_deleted ON item (deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE INDEX item_snoozed_until_more ON item (id) WHERE snooze_condition IS NOT NULL;
  `);
}
