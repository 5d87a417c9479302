/** Deploys, newest first. One that was started and never heard of again times out. */
import type { Database } from 'better-sqlite3';
import type { Deploy, DeployStatus, NewDeploy } from '../../shared/deploy.ts';

export interface DeployTable {
  /** Returns the new id; one that is not `started` has ended at once. */
  create(deploy: NewDeploy & { environmentId: number }, at: number): number;
  byId(projectId: number, id: number): Deploy | undefined;
  /** Newest first; null takes all environments. */
  page(wanted: { projectId: number; environment: string | null; offset: number; limit: number }): Deploy[];
  /** Ends a deploy, or marks it as started still; a comment of null leaves the one that is there. */
  update(id: number, change: { status: DeployStatus; comment: string | null; at: number }): void;
  /**
   * Was `revision` first deployed to the environment before `other` was? False when either never was, in this spelling.
   */
  isEarlier(environmentId: number, revision: string, other: string): boolean;
  /** The same whatever its project is; undefined for a project that was deleted. */
  find(id: number): Deploy | undefined;
  /** Takes it away as if it had never been, with the version that nothing else has told of. */
  remove(id: number): void;
  /** Times out what was started before `before` (unix ms); `after` ms later it counts as finished. */
  timeOut(before: number, after: number): void;
}

interface DeployRow {
  id: number;
  project_id: number;
  environment: string;
  revision: string;
  status: DeployStatus;
  account_name: string | null;
  user_id: number | null;
  local_username: string | null;
  comment: string | null;
  started_at: number;
  finished_at: number | null;
}

const select = `
  SELECT deploy.id, deploy.project_id, environment.name AS environment, revision, status, account_name,
    account_user.id AS user_id, local_username, comment, started_at, finished_at
  FROM deploy JOIN environment ON environment.id = deploy.environment_id
  LEFT JOIN account_user ON account_user.username = deploy.account_name`;

/** Asked while reports are taken. */
export const firstSql = 'SELECT min(id) FROM deploy WHERE environment_id = ? AND revision = ?';

export function deployTable(db: Database): DeployTable {
  const insert = db.prepare(
    `INSERT INTO deploy (project_id, environment_id, revision, status, account_name, local_username, comment, started_at,
       finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = db.prepare<[number, number], DeployRow>(`${select} WHERE deploy.id = ? AND deploy.project_id = ?`);
  const all = db.prepare<[number, number, number], DeployRow>(
    `${select} WHERE deploy.project_id = ? ORDER BY deploy.id DESC LIMIT ? OFFSET ?`,
  );
  const some = db.prepare<[number, string, number, number], DeployRow>(
    `${select} WHERE deploy.project_id = ? AND environment.name = ? ORDER BY deploy.id DESC LIMIT ? OFFSET ?`,
  );
  const update = db.prepare<[string, string | null, number | null, number]>(
    'UPDATE deploy SET status = ?, comment = coalesce(?, comment), finished_at = ? WHERE id = ?',
  );
  const first = db.prepare<[number, string], number | null>(firstSql).pluck();
  const due = db.prepare<[number], number>(`SELECT 1 FROM deploy WHERE status = 'started' AND started_at <= ?`).pluck();
  const timeOut = db.prepare<[number, number]>(
    `UPDATE deploy SET status = 'timed_out', finished_at = started_at + ? WHERE status = 'started' AND started_at <= ?`,
  );
  return {
    create: (deploy, at) => {
      const { projectId, environmentId, revision, status, accountName, localUsername, comment } = deploy;
      const finishedAt = status === 'started' ? null : at;
      const row = [projectId, environmentId, revision, status, accountName, localUsername, comment, at, finishedAt];
      return Number(insert.run(...row).lastInsertRowid);
    },
    byId: (projectId, id) => {
      const row = one.get(id, projectId);
      return row && rowToDeploy(row);
    },
    page: ({ projectId, environment, offset, limit }) =>
      (environment === null ? all.all(projectId, limit, offset) : some.all(projectId, environment, limit, offset)).map(
        rowToDeploy,
      ),
    update: (id, { status, comment, at }) => {
      update.run(status, comment, status === 'started' ? null : at, id);
    },
    isEarlier: (environmentId, revision, other) => {
      const [one, another] = [revision, other].map((name) => first.get(environmentId, name) ?? null);
      return typeof one === 'number' && typeof another === 'number' && one < another;
    },
    timeOut: (before, after) => {
      if (due.get(before) !== undefined) timeOut.run(after, before);
    },
    ...removers(db),
  };
}

function removers(db: Database): Pick<DeployTable, 'find' | 'remove'> {
  const one = db.prepare<[number], DeployRow>(
    `${select} JOIN project ON project.id = deploy.project_id WHERE deploy.id = ? AND project.deleted_at IS NULL`,
  );
  const forgetVersion = db.prepare<[number]>(
    `DELETE FROM version WHERE id = (
       SELECT version.id FROM deploy JOIN version ON version.project_id = deploy.project_id
         AND version.environment_id = deploy.environment_id AND version.name = deploy.revision
       WHERE deploy.id = ?
         AND NOT EXISTS (SELECT 1 FROM item_version WHERE version_id = version.id)
         AND NOT EXISTS (SELECT 1 FROM deploy AS other WHERE other.environment_id = deploy.environment_id
           AND other.revision = deploy.revision AND other.id <> deploy.id))`,
  );
  const remove = db.prepare<[number]>('DELETE FROM deploy WHERE id = ?');
  return {
    find: (id) => {
      const row = one.get(id);
      return row && rowToDeploy(row);
    },
    remove: (id) => {
      forgetVersion.run(id);
      remove.run(id);
    },
  };
}

function rowToDeploy(row: DeployRow): Deploy {
  return {
    id: row.id,
    projectId: row.project_id,
    environment: row.environment,
    revision: row.revision,
    status: row.status,
    accountName: row.account_name,
    userId: row.user_id,
    localUsername: row.local_username,
    comment: row.comment,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

/** For those who read deploys in ways of their own. */
export { rowToDeploy, select as selectDeploys, type DeployRow as DeployDbRow };
