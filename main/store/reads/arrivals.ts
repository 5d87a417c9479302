/** What arrived since the last look, per item; and how many items appeared since a time. */
import type { Database } from 'better-sqlite3';
import type { Level } from '../../../shared/level.ts';
import { levelOf, statusCode } from '../codes.ts';

export interface ArrivalsWanted {
  /** Ids of occurrences: those behind `after` are told of, up to `until`. */
  after: number;
  until: number;
  /** Decides which snoozes have ended, unix ms. */
  now: number;
}

/** An item that is active and awake, with what it got. */
export interface ArrivalRow {
  itemId: number;
  counter: number;
  title: string;
  culprit: string;
  level: Level;
  environment: string;
  projectId: number;
  projectName: string;
  is: 'fresh' | 'back' | 'known';
  count: number;
  total: number;
}

/** More than these at one look are told of at the next. */
const mostAtOnce = 20_000;

/** `next` is where the next look begins. Goes over the new occurrences once, by their ids. */
export function arrivals(db: Database, { after, until, now }: ArrivalsWanted): { rows: ArrivalRow[]; next: number } {
  const last = Math.min(until, after + mostAtOnce);
  const rows = db
    .prepare<[object], Omit<ArrivalRow, 'level'> & { level: number }>(arrivalsSql)
    .all({ after, last, now, active: statusCode.active });
  return { rows: rows.map((row) => ({ ...row, level: levelOf(row.level) })), next: last };
}

export const arrivalsSql = `
  SELECT item.id AS itemId, item.counter, item.title, item.culprit, item.level, environment.name AS environment,
    item.project_id AS projectId, project.name AS projectName, item.total_occurrences AS total, arrived.count,
    CASE WHEN item.activating_occurrence_id <= @after THEN 'known'
      WHEN item.activating_occurrence_id = item.first_occurrence_id THEN 'fresh' ELSE 'back' END AS "is"
  FROM (SELECT item_id, count(*) AS count FROM occurrence WHERE id > @after AND id <= @last GROUP BY item_id) AS arrived
    JOIN item ON item.id = arrived.item_id
    JOIN environment ON environment.id = item.environment_id
    JOIN project ON project.id = item.project_id
  WHERE item.status = @active AND project.archived_at IS NULL
    AND NOT (item.snoozed_at IS NOT NULL AND (item.snoozed_until IS NULL OR item.snoozed_until > @now))
  ORDER BY item.id`;

const mostAppeared = 10_000;

/** How many items appeared at `since` (unix ms) or later; of very many no more than ten thousand are counted. */
export function appearedSince(db: Database, { since }: { since: number }): number {
  const { count } = db
    .prepare<[object], { count: number }>(
      `SELECT count(*) FILTER (WHERE first_seen_at >= @since) AS count
       FROM (SELECT first_seen_at FROM item WHERE status <> @archived
          AND project_id NOT IN (SELECT id FROM project WHERE archived_at IS NOT NULL) ORDER BY id DESC LIMIT @limit)`,
    )
    .get({ since, archived: statusCode.archived, limit: mostAppeared }) ?? { count: 0 };
  return count;
}
