/** Deploys with the items that began or came back after them. */
import type { Database } from 'better-sqlite3';
import type { Page } from '../../../shared/contract.ts';
import type { DeployDetail, DeployRow } from '../../../shared/deploy.ts';
import { statusCode } from '../codes.ts';
import { rowToDeploy, selectDeploys, type DeployDbRow } from '../deploys.ts';

export interface DeploysWanted {
  /** Null takes all. */
  projectId: number | null;
  environment: string | null;
  /** The `next` of the page before. */
  cursor: string | null;
  limit: number;
}

/** Ids in place of the items. */
export interface DeployAndItems extends Omit<DeployDetail, 'started' | 'back'> {
  startedIds: number[];
  backIds: number[];
}

const mostItems = 100;

/** Newest first. */
export function deployRows(db: Database, { projectId, environment, cursor, limit }: DeploysWanted): Page<DeployRow> {
  const rows = db
    .prepare<[object], DeployDbRow>(
      `${selectDeploys} JOIN project ON project.id = deploy.project_id
       WHERE project.deleted_at IS NULL AND deploy.id < @before
         ${projectId === null ? '' : 'AND deploy.project_id = @projectId'}
         ${environment === null ? '' : 'AND environment.name = @environment'}
       ORDER BY deploy.id DESC LIMIT @limit`,
    )
    .all({
      limit,
      before: cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor) || 0,
      ...(projectId === null ? {} : { projectId }),
      ...(environment === null ? {} : { environment }),
    });
  const counted = rows.map((row) => {
    const span = spanOf(db, row.id);
    const [itemsStarted, itemsBack] = [count(db, startedSql, span), count(db, backSql, span)];
    return { ...rowToDeploy(row), itemsStarted, itemsBack };
  });
  return { rows: counted, next: rows.length === limit ? String(rows.at(-1)?.id) : null };
}

/** Undefined when there is no such deploy, or its project was deleted. */
export function deployAndItems(db: Database, { id }: { id: number }): DeployAndItems | undefined {
  const row = db
    .prepare<[number], DeployDbRow>(
      `${selectDeploys} JOIN project ON project.id = deploy.project_id WHERE deploy.id = ? AND project.deleted_at IS NULL`,
    )
    .get(id);
  if (!row) return undefined;
  const deploy = rowToDeploy(row);
  const span = spanOf(db, id);
  const versionId = db
    .prepare<[number], number>(
      `SELECT version.id FROM deploy JOIN version ON version.project_id = deploy.project_id
         AND version.environment_id = deploy.environment_id AND version.name = deploy.revision WHERE deploy.id = ?`,
    )
    .pluck()
    .get(id);
  return {
    ...deploy,
    ...{ itemsStarted: count(db, startedSql, span), itemsBack: count(db, backSql, span) },
    ...{ until: span?.next ?? null, versionId: versionId ?? null },
    ...{ startedIds: idsOf(db, startedSql, span), backIds: idsOf(db, backSql, span) },
  };
}

/** Between a deploy and the next one to its environment. */
interface Span {
  projectId: number;
  environmentId: number;
  from: number;
  /** Unix milliseconds; `next` is null while there is none, `until` is then the end of time. */
  next: number | null;
  until: number;
}

/** Null for a deploy that failed: what was there before it went on running. */
function spanOf(db: Database, id: number): Span | null {
  const span = db
    .prepare<[number], Omit<Span, 'until'>>(
      `SELECT project_id AS projectId, environment_id AS environmentId, started_at AS "from",
         (SELECT later.started_at FROM deploy AS later WHERE later.environment_id = deploy.environment_id
            AND (later.started_at, later.id) > (deploy.started_at, deploy.id) AND later.status <> 'failed'
          ORDER BY later.started_at, later.id LIMIT 1) AS next
       FROM deploy WHERE id = ? AND status <> 'failed'`,
    )
    .get(id);
  return span ? { ...span, until: span.next ?? Number.MAX_SAFE_INTEGER } : null;
}

const isThere = `+item.environment_id = @environmentId AND item.status <> ${String(statusCode.archived)}`;
export const startedSql = `
  FROM item WHERE item.project_id = @projectId AND first_seen_at >= @from AND first_seen_at < @until AND ${isThere}`;
export const backSql = `
  FROM item WHERE item.id IN (SELECT item_id FROM activity WHERE kind = 'reactivated' AND at >= @from AND at < @until)
    AND first_seen_at < @from AND ${isThere}`;

function count(db: Database, sql: string, span: Span | null): number {
  if (!span) return 0;
  return db.prepare<[object], number>(`SELECT count(*) ${sql}`).pluck().get(span) ?? 0;
}

/** Severest first, then the most occurrences. */
function idsOf(db: Database, sql: string, span: Span | null): number[] {
  if (!span) return [];
  const order = 'ORDER BY item.level DESC, item.total_occurrences DESC, item.id DESC LIMIT @limit';
  return db
    .prepare<[object], number>(`SELECT item.id ${sql} ${order}`)
    .pluck()
    .all({ ...span, limit: mostItems });
}
