/**
 * The account: its tokens, users, teams and invites; limits of project tokens; projects that were deleted. There is
 * always one user, so that an item can be assigned before anybody has thought of users, and the two teams that the
 * hosted service always has.
 */
import type { Database } from 'better-sqlite3';

export function createAccounts(db: Database): void {
  db.exec(projects);
  db.exec(tokens);
  db.exec(people);
  db.exec(memberships);
  db.exec(firstPeople);
}

const projects = `
  ALTER TABLE project ADD COLUMN deleted_at INTEGER;
  ALTER TABLE project ADD COLUMN modified_at INTEGER;
  CREATE INDEX item_by_user ON item (assigned_user_id) WHERE assigned_user_id IS NOT NULL;
  CREATE INDEX item_by_team ON item (assigned_team_id) WHERE assigned_team_id IS NOT NULL;
`;

const tokens = `
  ALTER TABLE token ADD COLUMN public_id TEXT;
  ALTER TABLE token ADD COLUMN kind TEXT NOT NULL DEFAULT 'legacy';
  ALTER TABLE token ADD COLUMN modified_at INTEGER;
  -- Deleted tokens stay known by their hash: what still sends them is refused, and gets no new project.
  ALTER TABLE token ADD COLUMN deleted_at INTEGER;
  ALTER TABLE token ADD COLUMN limit_count INTEGER;
  ALTER TABLE token ADD COLUMN limit_seconds INTEGER;
  ALTER TABLE token ADD COLUMN window_started_at INTEGER;
  ALTER TABLE token ADD COLUMN window_used INTEGER NOT NULL DEFAULT 0;
  UPDATE token SET public_id = lower(hex(randomblob(16)));
  CREATE UNIQUE INDEX token_by_public_id ON token (public_id);
  CREATE TABLE account_token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT;
`;

const people = `
  CREATE TABLE account_user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL UNIQUE COLLATE NOCASE,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE
  ) STRICT;
  CREATE TABLE team (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    access_level TEXT NOT NULL CHECK (access_level IN ('standard', 'light', 'view', 'owner', 'everyone'))
  ) STRICT;
`;

const memberships = `
  CREATE TABLE team_user (
    team_id INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES account_user (id) ON DELETE CASCADE,
    PRIMARY KEY (team_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX team_user_by_user ON team_user (user_id);
  CREATE TABLE team_project (
    team_id INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    project_id INTEGER NOT NULL REFERENCES project (id),
    PRIMARY KEY (team_id, project_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX team_project_by_project ON team_project (project_id);
  CREATE TABLE invite (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    from_user_id INTEGER NOT NULL,
    team_id INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    email TEXT NOT NULL COLLATE NOCASE,
    status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected', 'canceled')),
    created_at INTEGER NOT NULL,
    redeemed_at INTEGER
  ) STRICT;
  CREATE INDEX invite_by_team ON invite (team_id, id);
  CREATE INDEX invite_by_email ON invite (email, id);
`;

const firstPeople = `
  INSERT INTO account_user (id, username, email) VALUES (1, 'you', 'you@localhost');
  INSERT INTO team (id, name, access_level) VALUES (1, 'Owners', 'owner'), (2, 'Everyone', 'everyone');
  INSERT INTO team_user (team_id, user_id) VALUES (1, 1), (2, 1);
`;
