/** Rules of a person group the reports of a project. */
import type { Database } from 'better-sqlite3';

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
  `);
}
