/**
 * Deploys, versions of the application, and what a person may set on an item beside its status. Counts per version are
 * kept as they come, so that no report about a version reads occurrences.
 */
import type { Database } from 'better-sqlite3';

export function createDeploysAndVersions(db: Database): void {
  db.exec(marks);
  db.exec(deploys);
  db.exec(versions);
  db.exec(orders);
  db.exec(versionsSoFar);
}

const marks = `
  ALTER TABLE item ADD COLUMN title_locked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE item ADD COLUMN level_locked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE item ADD COLUMN assigned_user_id INTEGER;
  ALTER TABLE item ADD COLUMN assigned_team_id INTEGER;
  ALTER TABLE item ADD COLUMN snoozed_at INTEGER;
  ALTER TABLE item ADD COLUMN snoozed_until INTEGER;
`;

const deploys = `
  CREATE TABLE deploy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    revision TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('started', 'succeeded', 'failed', 'timed_out')),
    -- The name of an account of the hosted service, as sent; there are no accounts here.
    account_name TEXT,
    local_username TEXT,
    comment TEXT,
    started_at INTEGER NOT NULL,
    finished_at INTEGER
  ) STRICT;
  CREATE INDEX deploy_by_project ON deploy (project_id, id);
  CREATE INDEX deploy_by_environment ON deploy (environment_id, revision, id);
  CREATE INDEX deploy_started ON deploy (started_at) WHERE status = 'started';
`;

const versions = `
  CREATE TABLE version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (project_id, environment_id, name)
  ) STRICT;
  CREATE TABLE item_version (
    version_id INTEGER NOT NULL REFERENCES version (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    first_occurrence_id INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_occurrence_id INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    -- An occurrence of this version brought the resolved item back.
    reactivated INTEGER NOT NULL,
    PRIMARY KEY (version_id, item_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX item_version_by_item ON item_version (item_id, version_id);
  CREATE INDEX item_by_fix ON item (project_id, resolved_in_version) WHERE resolved_in_version IS NOT NULL;
  -- People of an item in a version are counted from this index alone.
  CREATE INDEX occurrence_by_person ON occurrence (item_id, release, person_id)
    WHERE release IS NOT NULL AND person_id IS NOT NULL;
`;

const orders = `
  CREATE INDEX item_by_project_seen ON item (project_id, last_seen_at, id);
  CREATE INDEX occurrence_by_project ON occurrence (project_id, id);
  CREATE INDEX activity_by_time ON activity (at, kind, item_id);
`;

const versionsSoFar = `
  INSERT INTO version (project_id, environment_id, name, created_at)
    SELECT project_id, environment_id, release, min(received_at) FROM occurrence
    WHERE release IS NOT NULL GROUP BY project_id, environment_id, release ORDER BY min(id);
  INSERT INTO item_version
      (version_id, item_id, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at, count, reactivated)
    SELECT version.id, item_id, min(occurrence.id), min(received_at), max(occurrence.id), max(received_at), count(*), 0
    FROM occurrence
    JOIN version ON version.project_id = occurrence.project_id
      AND version.environment_id = occurrence.environment_id AND version.name = occurrence.release
    GROUP BY version.id, item_id;
`;
