/**
 * What is deleted of stored occurrences to keep the folder small, and what of them still counts. None of these tables
 * references items: those that are deleted meanwhile are passed over.
 */
import type { Database } from 'better-sqlite3';

export function createRetention(db: Database): void {
  db.exec(counts);
  db.exec(progress);
}

const counts = `
  -- What occurrences that are not stored any more, or never were, add to the counts of their item.
  CREATE TABLE unstored_count (
    item_id INTEGER NOT NULL,
    -- Where they would be if nothing were merged.
    own_item_id INTEGER NOT NULL,
    -- Where a change of the grouping took them from; 0: nowhere.
    from_item_id INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    environment_id INTEGER NOT NULL,
    -- 0: none.
    version_id INTEGER NOT NULL,
    -- The item's activating occurrence when they went, or 0 for those from before it: a row never spans one.
    since_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    first_id INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (item_id, own_item_id, from_item_id, hour, environment_id, version_id, since_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX unstored_count_by_source ON unstored_count (from_item_id) WHERE from_item_id > 0;
  CREATE TABLE unstored_person (
    item_id INTEGER NOT NULL,
    own_item_id INTEGER NOT NULL,
    from_item_id INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (item_id, own_item_id, from_item_id, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX unstored_person_by_source ON unstored_person (from_item_id) WHERE from_item_id > 0;
`;

const progress = `
  -- How far the occurrences of an item have been looked at: each is looked at once.
  CREATE TABLE retention_item (
    item_id INTEGER PRIMARY KEY,
    walked_id INTEGER NOT NULL,
    -- Of the occurrence walked_id, within the item: the first is number 1.
    number INTEGER NOT NULL,
    -- Deleted since the item was read for searching.
    unread INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX retention_item_unread ON retention_item (item_id) WHERE unread > 0;
  -- Occurrences that stay whatever happens: the first, the 10th, the 100th… of their item.
  CREATE TABLE milestone (
    occurrence_id INTEGER PRIMARY KEY
  ) STRICT;
  CREATE TABLE pruning_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    occurrences INTEGER NOT NULL,
    -- Of the database's file that became free, about.
    bytes INTEGER NOT NULL
  ) STRICT;
`;
