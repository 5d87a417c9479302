import type { Database } from 'better-sqlite3';

/** Names are not unique here: two may become the same when a person is taken out of them. */
export function createSavedQueries(db: Database): void {
  db.exec(`
    CREATE TABLE saved_query (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      query TEXT NOT NULL
    ) STRICT;
  `);
}
