/** Queries that were asked for, with what came of them. */
import type { Database } from 'better-sqlite3';

export const rqlJobStatuses = ['new', 'running', 'success', 'failed', 'cancelled', 'timed_out', 'deleted'] as const;
/** `deleted`: its result is not kept any more. */
export type RqlJobStatus = (typeof rqlJobStatuses)[number];

export interface RqlJobRecord {
  id: number;
  /** Ascending. */
  projectIds: number[];
  query: string;
  hash: string;
  status: RqlJobStatus;
  /** Unix milliseconds. */
  createdAt: number;
  modifiedAt: number;
}

export interface RqlJobTable {
  /** Returns the id of the new job. */
  create(job: Pick<RqlJobRecord, 'projectIds' | 'query' | 'hash'> & { at: number }): number;
  /** The newest job with this hash that is under way or has succeeded. */
  usable(hash: string): RqlJobRecord | undefined;
  byId(id: number): RqlJobRecord | undefined;
  /** Jobs of exactly these projects, or all there are, newest first. */
  page(projectIds: number[] | 'all', range: { offset: number; limit: number }): RqlJobRecord[];
  /** `result` is JSON, null to leave what is there. */
  change(id: number, change: { status: RqlJobStatus; at: number; result: string | null }): void;
  /** The result as JSON. */
  resultOf(id: number): string | undefined;
  /** Jobs that are not finished. */
  unfinished(): RqlJobRecord[];
  /** Lets go of results from before `before` (unix ms), and of all but the newest `keep` jobs. */
  purge(limits: { before: number; keep: number; at: number }): void;
}

interface JobRow {
  id: number;
  project_ids: string;
  query: string;
  hash: string;
  status: RqlJobStatus;
  created_at: number;
  modified_at: number;
}

const columns = 'id, project_ids, query, hash, status, created_at, modified_at';

export function rqlJobTable(db: Database): RqlJobTable {
  const insert = db.prepare<[string, string, string, number, number]>(
    `INSERT INTO rql_job (project_ids, query, hash, status, created_at, modified_at) VALUES (?, ?, ?, 'new', ?, ?)`,
  );
  const usable = db.prepare<[string], JobRow>(
    `SELECT ${columns} FROM rql_job WHERE hash = ? AND status IN ('new', 'running', 'success')
     ORDER BY id DESC LIMIT 1`,
  );
  const one = db.prepare<[number], JobRow>(`SELECT ${columns} FROM rql_job WHERE id = ?`);
  const page = db.prepare<[string, number, number], JobRow>(
    `SELECT ${columns} FROM rql_job WHERE project_ids = ? ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const pageOfAll = db.prepare<[number, number], JobRow>(
    `SELECT ${columns} FROM rql_job ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const change = db.prepare<[string, number, string | null, number]>(
    'UPDATE rql_job SET status = ?, modified_at = ?, result = coalesce(?, result) WHERE id = ?',
  );
  const result = db.prepare<[number], string | null>('SELECT result FROM rql_job WHERE id = ?').pluck();
  const unfinished = db.prepare<[], JobRow>(`SELECT ${columns} FROM rql_job WHERE status IN ('new', 'running')`);
  const forget = db.prepare<[number, number]>(
    `UPDATE rql_job SET status = 'deleted', result = NULL, modified_at = ? WHERE modified_at < ? AND result IS NOT NULL`,
  );
  const trim = db.prepare<[number]>('DELETE FROM rql_job WHERE id <= (SELECT max(id) FROM rql_job) - ?');
  return {
    create: ({ projectIds, query, hash, at }) =>
      Number(insert.run(JSON.stringify(projectIds), query, hash, at, at).lastInsertRowid),
    usable: (hash) => recordOf(usable.get(hash)),
    byId: (id) => recordOf(one.get(id)),
    page: (projectIds, { offset, limit }) => {
      const rows =
        projectIds === 'all' ? pageOfAll.all(limit, offset) : page.all(JSON.stringify(projectIds), limit, offset);
      return rows.map(rowToJob);
    },
    change: (id, { status, at, result: text }) => {
      change.run(status, at, text, id);
    },
    resultOf: (id) => result.get(id) ?? undefined,
    unfinished: () => unfinished.all().map(rowToJob),
    purge: ({ before, keep, at }) => {
      forget.run(at, before);
      trim.run(keep);
    },
  };
}

function recordOf(row: JobRow | undefined): RqlJobRecord | undefined {
  return row && rowToJob(row);
}

function rowToJob(row: JobRow): RqlJobRecord {
  return {
    ...{ id: row.id, projectIds: JSON.parse(row.project_ids) as number[], query: row.query, hash: row.hash },
    ...{ status: row.status, createdAt: row.created_at, modifiedAt: row.modified_at },
  };
}
