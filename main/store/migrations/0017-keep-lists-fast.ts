/**
 * What lists and counts of items need to cost the same however many there are: how many items each view holds, kept by
 * triggers whoever changes an item, and an index per order of the list.
 */
import type { Database } from 'better-sqlite3';

export function keepListsFast(db: Database): void {
  db.exec(counts);
  db.exec(orders);
}

const isUnviewed = (row: string): string => `(${row}.viewed_at IS NULL OR ${row}.viewed_at < ${row}.last_activated_at)`;
const kindOf = (row: string): string => `${row}.project_id, ${row}.environment_id, ${row}.status, ${isUnviewed(row)}`;
const add = (row: string, count: number): string => `
  INSERT INTO item_count (project_id, environment_id, status, is_unviewed, count) VALUES (${kindOf(row)}, ${String(count)})
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;

const counts = `
  -- Items of each kind; some kinds may have none.
  CREATE TABLE item_count (
    project_id INTEGER NOT NULL REFERENCES project (id),
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    status INTEGER NOT NULL,
    is_unviewed INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (project_id, environment_id, status, is_unviewed)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO item_count SELECT ${kindOf('item')}, count(*) FROM item GROUP BY 1, 2, 3, 4;
  CREATE TRIGGER item_count_inserted AFTER INSERT ON item BEGIN ${add('new', 1)} END;
  CREATE TRIGGER item_count_deleted AFTER DELETE ON item BEGIN ${add('old', -1)} END;
  CREATE TRIGGER item_count_updated
    AFTER UPDATE OF project_id, environment_id, status, viewed_at, last_activated_at ON item
    WHEN (${kindOf('old')}) IS NOT (${kindOf('new')})
    BEGIN ${add('old', -1)} ${add('new', 1)} END;
`;

const orders = `
  CREATE INDEX item_by_first ON item (project_id, status, first_seen_at);
  CREATE INDEX item_by_count ON item (project_id, status, total_occurrences);
  CREATE INDEX item_by_people ON item (project_id, status, people);
  CREATE INDEX item_by_level ON item (project_id, status, level, last_seen_at);
  CREATE INDEX item_by_environment ON item (environment_id, status);
  CREATE INDEX item_unviewed ON item (environment_id)
    WHERE status = 1 AND (viewed_at IS NULL OR viewed_at < last_activated_at);
  -- The lists of several projects are put together from those of each.
  DROP INDEX item_by_last;
`;
