/** The first tables. Times are unix milliseconds, hours are unix hours, statuses and levels are numbers. */
import type { Database } from 'better-sqlite3';

export function createTables(db: Database): void {
  db.exec(projects);
  db.exec(items);
  db.exec(occurrences);
  db.exec(records);
}

const projects = `
  CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    named_by TEXT NOT NULL CHECK (named_by IN ('default', 'report', 'person')),
    next_counter INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    last_report_at INTEGER
  ) STRICT;
  CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    name TEXT NOT NULL,
    -- Only tokens that were made here are known in clear; of others the hash has to do.
    secret TEXT,
    hash BLOB NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX token_by_project ON token (project_id);
  CREATE TABLE environment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    name TEXT NOT NULL,
    UNIQUE (project_id, name)
  ) STRICT;
  CREATE TABLE person (
    project_id INTEGER NOT NULL REFERENCES project (id),
    id TEXT NOT NULL,
    username TEXT,
    email TEXT,
    name TEXT,
    last_seen_at INTEGER NOT NULL,
    PRIMARY KEY (project_id, id)
  ) STRICT, WITHOUT ROWID;
`;

const items = `
  CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    counter INTEGER NOT NULL,
    mechanism TEXT NOT NULL,
    -- The environment's name where a protocol groups by environment, else empty: the whole project.
    scope TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    protocol INTEGER NOT NULL,
    title TEXT NOT NULL,
    culprit TEXT NOT NULL,
    level INTEGER NOT NULL,
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    platform TEXT,
    language TEXT,
    framework TEXT,
    status INTEGER NOT NULL,
    resolved_in_version TEXT,
    last_activated_at INTEGER NOT NULL,
    last_resolved_at INTEGER,
    last_muted_at INTEGER,
    reactivated_at INTEGER,
    viewed_at INTEGER,
    first_occurrence_id INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_occurrence_id INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    -- The first occurrence since the item appeared or came back.
    activating_occurrence_id INTEGER NOT NULL,
    total_occurrences INTEGER NOT NULL,
    occurrences_since_resolved INTEGER NOT NULL,
    people INTEGER NOT NULL,
    UNIQUE (project_id, mechanism, scope, fingerprint),
    UNIQUE (project_id, counter)
  ) STRICT;
  CREATE INDEX item_by_last ON item (status, last_seen_at, id);
  CREATE INDEX item_by_project_last ON item (project_id, status, last_seen_at, id);
  CREATE TABLE item_hour (
    item_id INTEGER NOT NULL REFERENCES item (id),
    hour INTEGER NOT NULL,
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    count INTEGER NOT NULL,
    PRIMARY KEY (item_id, hour, environment_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE item_person (
    item_id INTEGER NOT NULL REFERENCES item (id),
    person_id TEXT NOT NULL,
    PRIMARY KEY (item_id, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL REFERENCES item (id),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX activity_by_item ON activity (item_id, id);
`;

const occurrences = `
  CREATE TABLE occurrence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    item_id INTEGER NOT NULL REFERENCES item (id),
    -- 16 bytes for a UUID, else the text that the client sent.
    uuid ANY NOT NULL,
    protocol INTEGER NOT NULL,
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    level INTEGER NOT NULL,
    release TEXT,
    person_id TEXT,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    remote_address TEXT NOT NULL,
    UNIQUE (project_id, uuid)
  ) STRICT;
  CREATE INDEX occurrence_by_item ON occurrence (item_id, id);
  -- Bodies wait here as text and move on compressed: rows that leave free whole pages, which rows that come use again.
  CREATE TABLE fresh_body (
    occurrence_id INTEGER PRIMARY KEY REFERENCES occurrence (id),
    text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE packed_body (
    occurrence_id INTEGER PRIMARY KEY REFERENCES occurrence (id),
    encoding INTEGER NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
`;

const records = `
  CREATE TABLE command (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    answer TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refused_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    protocol INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    project_id INTEGER REFERENCES project (id),
    user_agent TEXT,
    bytes INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
