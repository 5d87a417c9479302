/** Rules of a person decide, too, and what they decided can be taken back. */
import type { Database } from 'better-sqlite3';

export function letRulesDecide(db: Database): void {
  db.exec(`
    -- Who decided, as in an activity.
    ALTER TABLE undo_step ADD COLUMN by TEXT NOT NULL DEFAULT 'person';
  `);
}
