/** How often an item occurred per hour, with the deploys and versions of that time. */
import type { Database } from 'better-sqlite3';
import type { HourCount } from '../../../shared/report.ts';
import type { Trend, TrendMark } from '../../../shared/trend.ts';

export interface TrendWanted {
  itemId: number;
  /** Unix hour; nothing before it is told. */
  firstHour: number;
}

const hourMs = 3_600_000;
/** More than two years of hours without a gap. */
const mostHours = 20_000;
const mostMarks = 200;

export function itemTrend(db: Database, { itemId, firstHour }: TrendWanted): Trend {
  const hours = db
    .prepare<[number, number, number], HourCount>(
      `SELECT hour, sum(count) AS count FROM item_hour WHERE item_id = ? AND hour >= ?
       GROUP BY hour ORDER BY hour DESC LIMIT ?`,
    )
    .all(itemId, firstHour, mostHours)
    .reverse();
  const since = Math.max(firstHour, hours.length === mostHours ? (hours[0]?.hour ?? 0) : 0) * hourMs;
  return { hours, marks: marksSince(db, itemId, since) };
}

/** A version that was deployed in that time is told by its deploy. */
function marksSince(db: Database, itemId: number, since: number): TrendMark[] {
  const deploys = db
    .prepare<[object], TrendMark>(
      `SELECT 'deploy' AS kind, coalesce(finished_at, started_at) AS at, revision AS version, environment.name AS environment
       FROM deploy JOIN environment ON environment.id = deploy.environment_id
       WHERE deploy.environment_id IN (SELECT DISTINCT environment_id FROM item_hour WHERE item_id = @itemId)
         AND deploy.status IN ('started', 'succeeded') AND coalesce(finished_at, started_at) >= @since
       ORDER BY deploy.id DESC LIMIT @limit`,
    )
    .all({ itemId, since, limit: mostMarks });
  const versions = db
    .prepare<[object], TrendMark>(
      `SELECT 'version' AS kind, first_seen_at AS at, version.name AS version, environment.name AS environment
       FROM item_version JOIN version ON version.id = item_version.version_id
       JOIN environment ON environment.id = version.environment_id
       WHERE item_id = @itemId AND first_seen_at >= @since ORDER BY first_seen_at DESC LIMIT @limit`,
    )
    .all({ itemId, since, limit: mostMarks });
  const keyOf = ({ environment, version }: TrendMark): string => JSON.stringify([environment, version]);
  const deployed = new Set(deploys.map(keyOf));
  return [...deploys, ...versions.filter((mark) => !deployed.has(keyOf(mark)))].sort((a, b) => a.at - b.at);
}
