/** Snoozed items are few: found, counted and woken without looking at the others. */
import type { Database } from 'better-sqlite3';

export function indexSnoozes(db: Database): void {
  db.exec(`
    CREATE INDEX item_snoozed ON item (status, last_seen_at, id) WHERE snoozed_at IS NOT NULL;
    CREATE INDEX item_by_wake ON item (snoozed_until) WHERE snoozed_until IS NOT NULL;
  `);
}
