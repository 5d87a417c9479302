/** Numbers over items and time. They are read from counts that are kept and from activity, never from occurrences. */
import type { Database } from 'better-sqlite3';
import type { ItemRecord } from '../../shared/item.ts';
import type {
  CountsWanted,
  DayCount,
  HourCount,
  HourFact,
  Resolution,
  TimesToResolution,
  TimeSpan,
} from '../../shared/report.ts';
import { levelCode, statusCode } from './codes.ts';
import { frequentItems } from './frequent-items.ts';
import { recordColumns, rowToRecord, type ItemRecordRow } from './item-record.ts';
import { itemSource } from './item-row.ts';

export interface ReportTable {
  /** Items that are active now and occurred in the span: severest first, then most occurrences. */
  topItems(wanted: CountsWanted & { limit: number }): { item: ItemRecord; occurrences: number; hours: HourCount[] }[];
  /** Occurrences of the items that are active now, hours without any left out. */
  hourCounts(wanted: CountsWanted): HourCount[];
  /** How many items appeared or came back on the unix days from that of `from` to that of `to`; an item once a day. */
  activationDays(wanted: TimeSpan): DayCount[];
  /** Every hour of every item, whatever its status; at most `limit`. */
  hourFacts(wanted: CountsWanted & { limit: number }): HourFact[];
  /** Items that were resolved, `from` included, `to` not. */
  resolutions(wanted: TimeSpan): Resolution[];
  timesToResolution(projectId: number, counters: number[]): TimesToResolution[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The hours of a project's items; a span's start tells which items are looked at. */
export const hoursSource = `
  FROM item CROSS JOIN item_hour ON item_hour.item_id = item.id
  JOIN environment AS place ON place.id = item_hour.environment_id
  WHERE item.project_id = @projectId AND item.last_seen_at >= @since AND hour BETWEEN @firstHour AND @lastHour
    AND (@environments = '[]' OR place.name IN (SELECT value FROM json_each(@environments)))
    AND (@levels = '[]' OR item.level IN (SELECT value FROM json_each(@levels)))
    AND (@itemId IS NULL OR item.id = @itemId)`;

/** The query of how often the active items occurred in each hour. */
export const countsSql = `
  SELECT hour, sum(count) AS count FROM active_hour JOIN environment AS place ON place.id = environment_id
  WHERE active_hour.project_id = @projectId AND hour BETWEEN @firstHour AND @lastHour
    AND (@environments = '[]' OR place.name IN (SELECT value FROM json_each(@environments)))
    AND (@levels = '[]' OR level IN (SELECT value FROM json_each(@levels)))
  GROUP BY hour HAVING sum(count) > 0 ORDER BY hour`;

const isActive = `item.status = ${String(statusCode.active)}`;

export function reportTable(db: Database): ReportTable {
  const counts = db.prepare<[object], HourCount>(countsSql);
  const ofActiveItem = db.prepare<[object], HourCount>(
    `SELECT hour, sum(count) AS count ${hoursSource} AND item.id = @itemId AND ${isActive} GROUP BY hour ORDER BY hour`,
  );
  const facts = db.prepare<[object], { id: number; environment: string; hour: number; count: number }>(
    `SELECT item.id, place.name AS environment, hour, count ${hoursSource} LIMIT @limit`,
  );
  const ofItem = db.prepare<[object], HourCount>(
    `SELECT hour, sum(count) AS count FROM item_hour JOIN environment AS place ON place.id = item_hour.environment_id
     WHERE item_id = @itemId AND hour BETWEEN @firstHour AND @lastHour
       AND (@environments = '[]' OR place.name IN (SELECT value FROM json_each(@environments)))
     GROUP BY hour ORDER BY hour`,
  );
  const top = frequentItems(db);
  const one = db.prepare<[number], ItemRecordRow>(`SELECT ${recordColumns} ${itemSource} WHERE item.id = ?`);
  const itemOf = rememberingItems((id) => one.get(id));
  return {
    topItems: (wanted) =>
      top(wanted).map(({ id, occurrences }) => ({
        item: itemOf(new Map(), id),
        occurrences,
        hours: ofItem.all({ ...bound(wanted), itemId: id }),
      })),
    hourCounts: (wanted) => (wanted.itemId === null ? counts : ofActiveItem).all(bound(wanted)),
    hourFacts: ({ limit, ...wanted }) => {
      const seen = new Map<number, ItemRecord>();
      return facts
        .all({ ...bound(wanted), limit })
        .map(({ id, environment, hour, count }) => ({ item: itemOf(seen, id), environment, hour, count }));
    },
    ...activityReports(db),
  };
}

function bound({ projectId, environments, levels, itemId, firstHour, lastHour }: CountsWanted): object {
  return {
    ...{ projectId, itemId, firstHour, lastHour, since: firstHour * hourMs },
    environments: JSON.stringify(environments),
    levels: JSON.stringify(levels.map((level) => levelCode[level])),
  };
}

function rememberingItems(
  read: (id: number) => ItemRecordRow | undefined,
): (seen: Map<number, ItemRecord>, id: number) => ItemRecord {
  return (seen, id) => {
    const known = seen.get(id);
    if (known) return known;
    const row = read(id);
    if (!row) throw new Error(`no item ${String(id)}`);
    const item = rowToRecord(row);
    seen.set(id, item);
    return item;
  };
}

/** Within a span of time; the kinds of activity are named by the query. */
export const activitySource = `
  FROM activity CROSS JOIN item ON item.id = activity.item_id JOIN environment ON environment.id = item.environment_id
  WHERE activity.at >= @from AND activity.at < @to AND item.project_id = @projectId
    AND (@environments = '[]' OR environment.name IN (SELECT value FROM json_each(@environments)))`;

/** The id of the latest activity that made an item active before the one called `end`. */
const activation = `(SELECT max(id) FROM activity AS start WHERE start.item_id = end.item_id AND start.id < end.id
  AND start.kind IN ('appeared', 'reactivated', 'reopened'))`;
/** Adding a version to a resolved item is no second resolution. */
const isFirstSince = `NOT EXISTS (SELECT 1 FROM activity AS before WHERE before.item_id = end.item_id
  AND before.id < end.id AND before.id > begin.id AND before.kind = 'resolved')`;

function activityReports(db: Database): Pick<ReportTable, 'activationDays' | 'resolutions' | 'timesToResolution'> {
  const activations = db.prepare<[object], DayCount>(
    `SELECT day, sum(count) AS count FROM activation_day JOIN environment ON environment.id = environment_id
     WHERE activation_day.project_id = @projectId AND day BETWEEN @from / ${String(dayMs)} AND (@to - 1) / ${String(dayMs)}
       AND (@environments = '[]' OR environment.name IN (SELECT value FROM json_each(@environments)))
     GROUP BY day HAVING sum(count) > 0 ORDER BY day`,
  );
  const resolutions = db.prepare<[object], Resolution>(
    `SELECT end.item_id AS itemId, end.at AS resolvedAt, begin.at AS activatedAt
     FROM (SELECT activity.id, activity.item_id, activity.at ${activitySource} AND activity.kind = 'resolved') AS end
     JOIN activity AS begin ON begin.id = ${activation} WHERE ${isFirstSince} ORDER BY end.at`,
  );
  const times = db.prepare<[number, string], TimesToResolution & { id: number }>(
    `SELECT id, counter,
       (SELECT min(at) FROM activity WHERE item_id = item.id AND kind = 'resolved') - first_seen_at AS first,
       (SELECT end.at - begin.at FROM activity AS end JOIN activity AS begin ON begin.id = ${activation}
        WHERE end.item_id = item.id AND end.kind = 'resolved' AND ${isFirstSince} ORDER BY end.id DESC LIMIT 1) AS last
     FROM item WHERE project_id = ? AND counter IN (SELECT value FROM json_each(?)) ORDER BY counter`,
  );
  const parametersOf = (wanted: TimeSpan): object => ({ ...wanted, environments: JSON.stringify(wanted.environments) });
  return {
    activationDays: (wanted) => activations.all(parametersOf(wanted)),
    resolutions: (wanted) => resolutions.all(parametersOf(wanted)),
    timesToResolution: (projectId, counters) =>
      times.all(projectId, JSON.stringify(counters)).map(({ counter, first, last }) => ({ counter, first, last })),
  };
}
