/** Finds the deploys of an environment by their time, and the items of a project by when they were first seen. */
import type { Database } from 'better-sqlite3';

export function indexDeploys(db: Database): void {
  db.exec(`
    CREATE INDEX deploy_by_start ON deploy (environment_id, started_at, id);
    CREATE INDEX item_by_project_first ON item (project_id, first_seen_at);
  `);
}
