/** Counts per item and hour: charts and totals are read from here, never from occurrences. */
import type { Database } from 'better-sqlite3';

export interface HourTable {
  add(itemId: number, environmentId: number, seen: { at: number; count: number }): void;
  /** For each item the counts of the `hours` hours that end with the one `now` is in, oldest first. */
  recent(itemIds: number[], now: number, hours: number): Map<number, number[]>;
}

interface HourRow {
  item_id: number;
  hour: number;
  count: number;
}

const hourMs = 3_600_000;
const hourOf = (at: number): number => Math.floor(at / hourMs);

export function hourTable(db: Database): HourTable {
  const add = db.prepare<[number, number, number, number]>(
    `INSERT INTO item_hour (item_id, hour, environment_id, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const between = db.prepare<[string, number, number], HourRow>(
    `SELECT item_id, hour, sum(count) AS count FROM json_each(?) AS wanted
     JOIN item_hour ON item_hour.item_id = wanted.value
     WHERE hour BETWEEN ? AND ? GROUP BY item_id, hour`,
  );
  return {
    add: (itemId, environmentId, { at, count }) => {
      add.run(itemId, hourOf(at), environmentId, count);
    },
    recent: (itemIds, now, hours) => {
      const first = hourOf(now) - hours + 1;
      const counts = new Map(itemIds.map((id) => [id, new Array<number>(hours).fill(0)]));
      for (const row of between.all(JSON.stringify(itemIds), first, first + hours - 1)) {
        const ofItem = counts.get(row.item_id);
        if (ofItem) ofItem[row.hour - first] = row.count;
      }
      return counts;
    },
  };
}
