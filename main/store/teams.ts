/** Teams, who is in them, and which projects they look after. The owners look after every project. */
import type { Database } from 'better-sqlite3';
import type { Team, User } from '../../shared/account.ts';

export interface Part {
  offset: number;
  limit: number;
}

export interface TeamTable {
  /** Returns the id of the new team; its name must be free. */
  create(team: Omit<Team, 'id'>): number;
  /** By id, as all lists here. */
  page(part: Part): Team[];
  byId(id: number): Team | undefined;
  named(name: string): Team | undefined;
  /** Takes its members, projects, invites and items with it. */
  remove(id: number): void;
  users: Membership & { of(teamId: number, part: Part): User[]; teamsOf(userId: number): Team[] };
  projects: Membership & {
    /** Ids of projects. */
    of(teamId: number, part: Part): number[];
    teamsOf(projectId: number): Team[];
    ofUser(userId: number): number[];
  };
}

/** Whom or what a team has. */
export interface Membership {
  has(teamId: number, id: number): boolean;
  add(teamId: number, id: number): void;
  remove(teamId: number, id: number): void;
}

/** The teams that are always there. */
export const ownersId = 1;
export const everyoneId = 2;

interface TeamRow {
  id: number;
  name: string;
  access_level: Team['accessLevel'];
}

const columns = 'team.id, team.name, access_level';
/** Pairs of team and project, those of the owners among them. */
const onProject = `(SELECT team_id, project_id FROM team_project
    JOIN project ON project.id = project_id WHERE deleted_at IS NULL
  UNION SELECT ${String(ownersId)}, id FROM project WHERE deleted_at IS NULL)`;

export function teamTable(db: Database): TeamTable {
  const insert = db.prepare<[string, string]>('INSERT INTO team (name, access_level) VALUES (?, ?)');
  const page = db.prepare<[number, number], TeamRow>(`SELECT ${columns} FROM team ORDER BY id LIMIT ? OFFSET ?`);
  const byId = db.prepare<[number], TeamRow>(`SELECT ${columns} FROM team WHERE id = ?`);
  const byName = db.prepare<[string], TeamRow>(`SELECT ${columns} FROM team WHERE name = ?`);
  const unassign = db.prepare<[number]>('UPDATE item SET assigned_team_id = NULL WHERE assigned_team_id = ?');
  const remove = db.prepare<[number]>('DELETE FROM team WHERE id = ?');
  return {
    create: ({ name, accessLevel }) => Number(insert.run(name, accessLevel).lastInsertRowid),
    page: ({ offset, limit }) => page.all(limit, offset).map(rowToTeam),
    byId: (id) => teamOf(byId.get(id)),
    named: (name) => teamOf(byName.get(name)),
    remove: (id) => {
      unassign.run(id);
      remove.run(id);
    },
    users: usersOf(db),
    projects: projectsOf(db),
  };
}

function usersOf(db: Database): TeamTable['users'] {
  const of = db.prepare<[number, number, number], User>(
    `SELECT id, username, email FROM team_user JOIN account_user ON account_user.id = user_id
     WHERE team_id = ? ORDER BY id LIMIT ? OFFSET ?`,
  );
  const teams = db.prepare<[number], TeamRow>(
    `SELECT ${columns} FROM team_user JOIN team ON team.id = team_id WHERE user_id = ? ORDER BY team.id`,
  );
  return {
    ...membership(db, { table: 'team_user', source: 'team_user', column: 'user_id' }),
    of: (teamId, { offset, limit }) => of.all(teamId, limit, offset),
    teamsOf: (userId) => teams.all(userId).map(rowToTeam),
  };
}

function projectsOf(db: Database): TeamTable['projects'] {
  const of = db
    .prepare<[number, number, number], number>(
      `SELECT project_id FROM ${onProject} WHERE team_id = ? ORDER BY project_id LIMIT ? OFFSET ?`,
    )
    .pluck();
  const teams = db.prepare<[number], TeamRow>(
    `SELECT ${columns} FROM ${onProject} JOIN team ON team.id = team_id WHERE project_id = ? ORDER BY team.id`,
  );
  const ofUser = db
    .prepare<[number], number>(
      `SELECT DISTINCT project_id FROM ${onProject} AS looked_after
       JOIN team_user ON team_user.team_id = looked_after.team_id WHERE user_id = ? ORDER BY project_id`,
    )
    .pluck();
  return {
    ...membership(db, { table: 'team_project', source: onProject, column: 'project_id' }),
    of: (teamId, { offset, limit }) => of.all(teamId, limit, offset),
    teamsOf: (projectId) => teams.all(projectId).map(rowToTeam),
    ofUser: (userId) => ofUser.all(userId),
  };
}

function membership(
  db: Database,
  { table, source, column }: Record<'table' | 'source' | 'column', string>,
): Membership {
  const has = db.prepare<[number, number], number>(`SELECT 1 FROM ${source} WHERE team_id = ? AND ${column} = ?`);
  const add = db.prepare<[number, number]>(`INSERT OR IGNORE INTO ${table} (team_id, ${column}) VALUES (?, ?)`);
  const remove = db.prepare<[number, number]>(`DELETE FROM ${table} WHERE team_id = ? AND ${column} = ?`);
  return {
    has: (teamId, id) => has.get(teamId, id) !== undefined,
    add: (teamId, id) => {
      add.run(teamId, id);
    },
    remove: (teamId, id) => {
      remove.run(teamId, id);
    },
  };
}

function teamOf(row: TeamRow | undefined): Team | undefined {
  return row && rowToTeam(row);
}

function rowToTeam({ id, name, access_level: accessLevel }: TeamRow): Team {
  return { id, name, accessLevel };
}
