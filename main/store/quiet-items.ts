/** Items about which nothing has been heard, and with which nobody has done anything. */
import type { Database } from 'better-sqlite3';
import { statusCode } from './codes.ts';

export interface QuietItemTable {
  /**
   * Some of the project's active items that were last seen before `since` (unix ms), the quietest first. Those that are
   * snoozed at `now` or pinned are left out, and those that a person has decided about since.
   */
  of(wanted: { projectId: number; since: number; now: number; limit: number }): number[];
}

export function quietItemTable(db: Database): QuietItemTable {
  const quiet = db
    .prepare<[{ projectId: number; since: number; now: number; limit: number }], number>(
      `SELECT id FROM item
       WHERE project_id = @projectId AND status = ${String(statusCode.active)} AND last_seen_at < @since
         AND pinned_at IS NULL AND NOT (snoozed_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until > @now))
         AND NOT EXISTS
           (SELECT 1 FROM activity WHERE activity.item_id = item.id AND by = 'person' AND activity.at >= @since)
       ORDER BY last_seen_at, id LIMIT @limit`,
    )
    .pluck();
  return { of: (wanted) => quiet.all(wanted) };
}
