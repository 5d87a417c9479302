/** What happened to items. */
import type { Database } from 'better-sqlite3';
import type { Activity } from '../../shared/activity.ts';
import type { JsonObject } from '../../shared/json.ts';

export interface ActivityTable {
  append(activity: Omit<Activity, 'id'>): void;
  /** Newest first. */
  ofItem(itemId: number, limit: number): Activity[];
}

interface ActivityRow {
  id: number;
  item_id: number;
  at: number;
  kind: Activity['kind'];
  by: Activity['by'];
  detail: string;
}

export function activityTable(db: Database): ActivityTable {
  const insert = db.prepare<[number, number, string, string, string]>(
    'INSERT INTO activity (item_id, at, kind, by, detail) VALUES (?, ?, ?, ?, ?)',
  );
  const byItem = db.prepare<[number, number], ActivityRow>(
    'SELECT * FROM activity WHERE item_id = ? ORDER BY id DESC LIMIT ?',
  );
  return {
    append: ({ itemId, at, kind, by, detail }) => {
      insert.run(itemId, at, kind, by, JSON.stringify(detail));
    },
    ofItem: (itemId, limit) => byItem.all(itemId, limit).map(rowToActivity),
  };
}

function rowToActivity(row: ActivityRow): Activity {
  return {
    id: row.id,
    itemId: row.item_id,
    at: row.at,
    kind: row.kind,
    by: row.by,
    detail: JSON.parse(row.detail) as JsonObject,
  };
}
