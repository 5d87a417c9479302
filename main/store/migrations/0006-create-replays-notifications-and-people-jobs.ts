/**
 * Recordings of what a page showed, what clients configured for notifications, and jobs that delete a person. A replay
 * and its occurrence are joined by the uuid, since either may come first.
 */
import type { Database } from 'better-sqlite3';

export function createReplaysNotificationsAndPeopleJobs(db: Database): void {
  db.exec(replays);
  db.exec(notifications);
  db.exec(peopleJobs);
}

const replays = `
  CREATE TABLE replay (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    -- The client's id of it.
    name TEXT NOT NULL,
    environment TEXT NOT NULL,
    session TEXT NOT NULL,
    -- Of its text, in UTF-8.
    bytes INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    remote_address TEXT NOT NULL,
    UNIQUE (project_id, name)
  ) STRICT;
  CREATE TABLE replay_occurrence (
    project_id INTEGER NOT NULL REFERENCES project (id),
    uuid ANY NOT NULL,
    replay_id INTEGER NOT NULL REFERENCES replay (id),
    PRIMARY KEY (project_id, uuid, replay_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX replay_occurrence_by_replay ON replay_occurrence (replay_id);
  -- A replay comes in several posts; a post that is repeated is known by its digest.
  CREATE TABLE replay_part (
    replay_id INTEGER NOT NULL REFERENCES replay (id),
    digest BLOB NOT NULL,
    PRIMARY KEY (replay_id, digest)
  ) STRICT, WITHOUT ROWID;
  -- The text, one line per post, in pieces that can be read one at a time: raw deflate of UTF-8.
  CREATE TABLE replay_piece (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    replay_id INTEGER NOT NULL REFERENCES replay (id),
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX replay_piece_by_replay ON replay_piece (replay_id, id);
`;

const notifications = `
  CREATE TABLE notification_channel (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    channel TEXT NOT NULL,
    -- JSON, as it was sent.
    settings TEXT NOT NULL,
    UNIQUE (project_id, channel)
  ) STRICT;
  CREATE TABLE notification_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    channel TEXT NOT NULL,
    trigger_name TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    -- JSON: a list, and an object.
    filters TEXT NOT NULL,
    config TEXT NOT NULL
  ) STRICT;
  CREATE INDEX notification_rule_by_project ON notification_rule (project_id, channel, id);
  CREATE TABLE service_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL REFERENCES project (id),
    name TEXT NOT NULL,
    template TEXT NOT NULL
  ) STRICT;
  CREATE INDEX service_link_by_project ON service_link (project_id, id);
`;

const peopleJobs = `
  CREATE TABLE people_job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL,
    -- Whom it deletes, as JSON; empty as soon as that is no longer needed.
    person TEXT NOT NULL,
    -- How far it has come: the place, and the last key of that place that is done.
    place INTEGER NOT NULL,
    position TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
  ) STRICT;
  -- Rows of zeros that are written over free pages; empty while no job runs.
  CREATE TABLE blank (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
`;
