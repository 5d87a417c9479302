/**
 * Counters that triggers keep. Where rows are copied with the triggers off, or were lost, they are made again from what
 * they count. How many items appeared on a day is told by the environments of now: those of then are not known any more,
 * so that it cannot be checked either.
 */
import type { Database } from 'better-sqlite3';

/** Each counter, as the SELECT that makes it. */
export const keptCounters: Readonly<Record<string, string>> = {
  item_count: `SELECT project_id, environment_id, status, viewed_at IS NULL OR viewed_at < last_activated_at, count(*)
    FROM item GROUP BY 1, 2, 3, 4`,
  active_hour: `SELECT item.project_id, hour, item_hour.environment_id, level, sum(count)
    FROM item JOIN item_hour ON item_id = item.id WHERE status = 1 GROUP BY 1, 2, 3, 4`,
  activation_day: `SELECT project_id, at / 86400000, environment_id, count(DISTINCT item.id)
    FROM activity JOIN item ON item.id = item_id WHERE kind IN ('appeared', 'reactivated') GROUP BY 1, 2, 3`,
};

const differs = (counter: 'item_count' | 'active_hour'): string => {
  const made = keptCounters[counter] ?? '';
  const kept = `SELECT * FROM ${counter} WHERE count <> 0`;
  return `SELECT 1 FROM (SELECT * FROM (${made} EXCEPT ${kept})
    UNION ALL SELECT * FROM (${kept} EXCEPT ${made})) LIMIT 1`;
};

/** For each counter that can be checked, a SELECT that finds something when it is wrong. */
export const wrongCounters: Readonly<Record<string, string>> = {
  item_count: differs('item_count'),
  active_hour: differs('active_hour'),
};

/** For a database that nobody else has open. */
export function countAgain(db: Database): void {
  for (const [table, rows] of Object.entries(keptCounters))
    db.exec(`DELETE FROM ${table}; INSERT INTO ${table} ${rows}`);
}
