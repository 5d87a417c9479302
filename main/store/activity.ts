/** What happened to items. */
import type { Database } from 'better-sqlite3';
import type { Activity } from '../../shared/activity.ts';
import type { JsonObject } from '../../shared/json.ts';

export interface ActivityTable {
  /** Returns its id. */
  append(activity: Omit<Activity, 'id'>): number;
  /** Shows a note of the item, or hides it. False when the item has no such note. */
  showNote(note: { id: number; itemId: number; isShown: boolean }): boolean;
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
    `SELECT * FROM activity WHERE item_id = ? AND detail ->> '$.hidden' IS NULL ORDER BY id DESC LIMIT ?`,
  );
  const hide = db.prepare<[number, number]>(
    `UPDATE activity SET detail = json_set(detail, '$.hidden', 1) WHERE id = ? AND item_id = ? AND kind = 'noted'`,
  );
  const show = db.prepare<[number, number]>(
    `UPDATE activity SET detail = json_remove(detail, '$.hidden') WHERE id = ? AND item_id = ? AND kind = 'noted'`,
  );
  return {
    append: ({ itemId, at, kind, by, detail }) =>
      Number(insert.run(itemId, at, kind, by, JSON.stringify(detail)).lastInsertRowid),
    showNote: ({ id, itemId, isShown }) => (isShown ? show : hide).run(id, itemId).changes > 0,
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
