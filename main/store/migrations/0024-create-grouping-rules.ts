/** Rules of a person group reports, and what they have moved can be put back. */
import type { Database } from 'better-sqlite3';

/** Neither items nor occurrences are referenced: those that are deleted meanwhile are passed over. */
export function createGroupingRules(db: Database): void {
  db.exec(`
    CREATE TABLE grouping_rules (
      -- The project's.
      id INTEGER PRIMARY KEY,
      version INTEGER NOT NULL,
      ignores_client INTEGER NOT NULL,
      -- JSON: [{"isOn":true,"rule":{…}}], in the order in which they are tried.
      rules TEXT NOT NULL
    ) STRICT;
    -- Items that rules have taken occurrences from, or given them to.
    CREATE TABLE rule_part (
      item_id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL,
      -- Was it started to hold stored occurrences?
      is_new INTEGER NOT NULL,
      -- Where its last occurrence went, and the status that it had then; NULL while it has occurrences.
      merged_into INTEGER,
      status INTEGER
    ) STRICT;
    CREATE INDEX rule_part_by_project ON rule_part (project_id);
    -- Keys that items of another mechanism have learnt from rules, as in item_key.
    CREATE TABLE rule_key (
      project_id INTEGER NOT NULL,
      hash BLOB NOT NULL,
      PRIMARY KEY (project_id, hash)
    ) STRICT, WITHOUT ROWID;
    -- Where occurrences were before any rule moved them.
    CREATE TABLE rule_move (
      occurrence_id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL,
      from_item INTEGER NOT NULL,
      to_item INTEGER NOT NULL,
      matched_key INTEGER
    ) STRICT;
    CREATE INDEX rule_move_by_project ON rule_move (project_id, occurrence_id);
    CREATE INDEX rule_move_by_source ON rule_move (from_item);
  `);
}
