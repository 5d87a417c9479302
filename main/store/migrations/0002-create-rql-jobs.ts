/** Queries of Rollbar's query language that were asked for, with their results; and the index that their times need. */
import type { Database } from 'better-sqlite3';

export function createRqlJobs(db: Database): void {
  db.exec(`
    CREATE TABLE rql_job (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      -- The projects whose rows it reads, as a JSON list in ascending order.
      project_ids TEXT NOT NULL,
      query TEXT NOT NULL,
      -- Of the projects and the query: the same job is not done twice.
      hash TEXT NOT NULL,
      status TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL,
      -- JSON, while it is kept.
      result TEXT
    ) STRICT;
    CREATE INDEX rql_job_by_hash ON rql_job (hash, id);
    CREATE INDEX rql_job_by_projects ON rql_job (project_ids, id);
    CREATE INDEX occurrence_by_time ON occurrence (received_at);
  `);
}
