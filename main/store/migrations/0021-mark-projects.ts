/** Projects have a look of their own and can be out of the way. */
import type { Database } from 'better-sqlite3';

export function markProjects(db: Database): void {
  db.exec(`
    -- Null for what the page chooses.
    ALTER TABLE project ADD COLUMN colour INTEGER;
    ALTER TABLE project ADD COLUMN icon TEXT;
    -- Unix milliseconds; null while it is not archived.
    ALTER TABLE project ADD COLUMN archived_at INTEGER;
  `);
}
