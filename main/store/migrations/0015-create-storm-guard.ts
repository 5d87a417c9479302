/** Items that get more reports than are stored: all are counted, a part of them is stored. */
import type { Database } from 'better-sqlite3';

export function createStormGuard(db: Database): void {
  db.exec(`
    -- A person wants all reports of the item to be stored.
    ALTER TABLE item ADD COLUMN storm_guard_off INTEGER NOT NULL DEFAULT 0;
    -- The last storm: when it began, when a report was only counted last, and of how many one was stored then.
    ALTER TABLE item ADD COLUMN storm_since INTEGER;
    ALTER TABLE item ADD COLUMN storm_until INTEGER;
    ALTER TABLE item ADD COLUMN storm_one_of INTEGER;
    -- How many were only counted right after which stored occurrence: numbers of occurrences go on over them.
    CREATE TABLE storm_gap (
      item_id INTEGER NOT NULL,
      after_id INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (item_id, after_id)
    ) STRICT, WITHOUT ROWID;
  `);
}
