/** Writes facts of reports. Ids of fields and values that come often are remembered, up to a limit. */
import type { Database } from 'better-sqlite3';
import type { IndexedItem } from './indexed-batch.ts';

export interface StoredFacts {
  add(item: IndexedItem): void;
  /** Takes all facts of an item away, and values that no other item has. */
  forget(itemId: number): void;
}

/** Beyond them, values of a field are only counted together. */
export const mostValuesPerItem = 500;
/** Custom keys that are data themselves would make fields without end. */
const mostFieldsPerProject = 400;
const mostRemembered = 50_000;

export function storedFacts(db: Database): StoredFacts {
  const values = valueIds(db);
  const fieldIdOf = fieldIds(db);
  const known = db
    .prepare<[number, number, number], number>(
      'SELECT 1 FROM item_fact WHERE item_id = ? AND field_id = ? AND value_id = ?',
    )
    .pluck();
  const kept = db
    .prepare<[number, number, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM item_fact WHERE item_id = ? AND field_id = ? LIMIT ?)',
    )
    .pluck();
  const count = db.prepare<[number, number, number, number]>(
    `INSERT INTO item_fact (item_id, field_id, value_id, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  return {
    add: ({ itemId, projectId, facts, lastSeenAt }) => {
      for (const [field, value, reports] of facts) {
        const fieldId = fieldIdOf(projectId, field);
        if (fieldId === null) continue;
        const found = values.find(fieldId, value);
        const isKnown = found !== undefined && known.get(itemId, fieldId, found) !== undefined;
        const isFull = !isKnown && (kept.get(itemId, fieldId, mostValuesPerItem) ?? 0) >= mostValuesPerItem;
        const valueId = isFull ? 0 : values.count({ id: found, fieldId, value, reports, lastSeenAt });
        count.run(itemId, fieldId, valueId, reports);
      }
    },
    forget: forgetter(db, values.clear),
  };
}

function fieldIds(db: Database): (projectId: number, name: string) => number | null {
  const insert = db.prepare<[number, string]>('INSERT INTO fact_field (project_id, name) VALUES (?, ?)');
  const all = db.prepare<[number], { id: number; name: string }>(
    'SELECT id, name FROM fact_field WHERE project_id = ?',
  );
  const projects = new Map<number, Map<string, number>>();
  return (projectId, name) => {
    let fields = projects.get(projectId);
    if (!fields) {
      fields = new Map(all.all(projectId).map((row) => [row.name, row.id]));
      projects.set(projectId, fields);
    }
    const found = fields.get(name);
    if (found !== undefined) return found;
    if (fields.size >= mostFieldsPerProject) return null;
    const id = Number(insert.run(projectId, name).lastInsertRowid);
    fields.set(name, id);
    return id;
  };
}

interface CountedValue {
  id: number | undefined;
  fieldId: number;
  value: string;
  reports: number;
  lastSeenAt: number;
}

interface ValueIds {
  find(fieldId: number, value: string): number | undefined;
  /** Its id; it is made when there is none. */
  count(counted: CountedValue): number;
  clear(): void;
}

function valueIds(db: Database): ValueIds {
  const byText = db
    .prepare<[number, string], number>('SELECT id FROM fact_value WHERE field_id = ? AND value = ?')
    .pluck();
  const insert = db.prepare<[number, string, number, number]>(
    'INSERT INTO fact_value (field_id, value, count, last_seen_at) VALUES (?, ?, ?, ?)',
  );
  const add = db.prepare<[number, number, number]>(
    'UPDATE fact_value SET count = count + ?, last_seen_at = max(last_seen_at, ?) WHERE id = ?',
  );
  const remembered = new Map<string, number>();
  const remember = (key: string, id: number): number => {
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, id);
    return id;
  };
  return {
    find: (fieldId, value) => {
      const key = `${String(fieldId)} ${value}`;
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const id = byText.get(fieldId, value);
      return id === undefined ? undefined : remember(key, id);
    },
    count: ({ id, fieldId, value, reports, lastSeenAt }) => {
      if (id === undefined)
        return remember(
          `${String(fieldId)} ${value}`,
          Number(insert.run(fieldId, value, reports, lastSeenAt).lastInsertRowid),
        );
      add.run(reports, lastSeenAt, id);
      return id;
    },
    clear: () => {
      remembered.clear();
    },
  };
}

function forgetter(db: Database, clear: () => void): StoredFacts['forget'] {
  const subtract = db.prepare<[number]>(
    `UPDATE fact_value SET count = fact_value.count - item_fact.count FROM item_fact
     WHERE item_fact.item_id = ? AND item_fact.value_id = fact_value.id`,
  );
  const dropValues = db.prepare<[number]>(
    `DELETE FROM fact_value WHERE count <= 0 AND id IN (SELECT value_id FROM item_fact WHERE item_id = ?)`,
  );
  const dropFields = db.prepare<[number]>(`DELETE FROM item_fact WHERE item_id = ?`);
  return (itemId) => {
    subtract.run(itemId);
    dropValues.run(itemId);
    dropFields.run(itemId);
    clear();
  };
}
