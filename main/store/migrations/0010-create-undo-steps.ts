/** What people decided and can take back, the latest first, across restarts. */
import type { Database } from 'better-sqlite3';

export function createUndoSteps(db: Database): void {
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
      step_id INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
      item_id INTEGER NOT NULL,
      -- JSON, as in shared/triage.ts.
      point TEXT NOT NULL,
      PRIMARY KEY (step_id, item_id)
    ) STRICT, WITHOUT ROWID;
  `);
}
