/** Writes facts of reports. Ids of fields and values that come often are remembered, up to a limit. */
import type { Database } from 'better-sqlite3';
import { factFieldTable } from './fact-fields.ts';
import type { IndexedItem } from './indexed-batch.ts';

export interface StoredFacts {
  add(item: IndexedItem): void;
  /** Takes all facts of an item away, and values that no other item has. */
  forget(itemId: number): void;
  /** Another connection has forgotten something: what is remembered may not be there any more. */
  clear(): void;
}

/** Beyond them, values of a field are only counted together; the full text has them all the same. */
const mostValuesPerItem = 500;
/** In a project. A field with more is a list of names, such as ids of requests, of which no two reports share one. */
const mostValuesPerField = 2000;
const mostRemembered = 50_000;

export function storedFacts(db: Database): StoredFacts {
  const values = valueTable(db);
  const fields = factFieldTable(db);
  const again = db.prepare<[number, number, number, number]>(
    'UPDATE item_fact SET count = count + ? WHERE item_id = ? AND field_id = ? AND value_id = ?',
  );
  const kept = db
    .prepare<[number, number, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM item_fact WHERE item_id = ? AND field_id = ? LIMIT ?)',
    )
    .pluck();
  const count = db.prepare<[number, number, number, number]>(
    `INSERT INTO item_fact (item_id, field_id, value_id, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const clear = (): void => {
    values.clear();
    fields.clear();
  };
  return {
    add: ({ itemId, projectId, facts, lastSeenAt }) => {
      for (const [name, value, reports] of facts) {
        const field = fields.of(projectId, name);
        if (field === null) continue;
        const found = values.find(field.id, value);
        if (found !== undefined && again.run(reports, itemId, field.id, found).changes > 0) {
          values.count(found, { reports, lastSeenAt });
          continue;
        }
        const isFull =
          (found === undefined && field.kept >= mostValuesPerField) ||
          (kept.get(itemId, field.id, mostValuesPerItem) ?? 0) >= mostValuesPerItem;
        const valueId = isFull ? 0 : (found ?? values.add(field.id, value));
        if (!isFull) values.count(valueId, { reports, lastSeenAt });
        if (!isFull && found === undefined) fields.keep(field);
        count.run(itemId, field.id, valueId, reports);
      }
    },
    forget: forgetter(db, clear),
    clear,
  };
}

interface ValueTable {
  find(fieldId: number, value: string): number | undefined;
  /** Its id; nobody has it yet. */
  add(fieldId: number, value: string): number;
  count(id: number, counted: { reports: number; lastSeenAt: number }): void;
  clear(): void;
}

function valueTable(db: Database): ValueTable {
  const byText = db
    .prepare<[number, string], number>('SELECT id FROM fact_value WHERE field_id = ? AND value = ?')
    .pluck();
  const insert = db.prepare<[number, string]>(
    'INSERT INTO fact_value (field_id, value, count, last_seen_at) VALUES (?, ?, 0, 0)',
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
    add: (fieldId, value) =>
      remember(`${String(fieldId)} ${value}`, Number(insert.run(fieldId, value).lastInsertRowid)),
    count: (id, { reports, lastSeenAt }) => {
      add.run(reports, lastSeenAt, id);
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
  const unused = 'count <= 0 AND id IN (SELECT value_id FROM item_fact WHERE item_id = ?)';
  const fewer = db.prepare<[number]>(
    `UPDATE fact_field SET kept = kept - gone.count FROM (
       SELECT field_id, count(*) AS count FROM fact_value WHERE ${unused} GROUP BY field_id) AS gone
     WHERE gone.field_id = fact_field.id`,
  );
  const dropValues = db.prepare<[number]>(`DELETE FROM fact_value WHERE ${unused}`);
  // A key of custom data can be a person's name. The value 0 has no row of its own that would keep its field.
  const dropFields = db.prepare<[number, number]>(
    `DELETE FROM fact_field WHERE kept <= 0 AND id IN (SELECT field_id FROM item_fact WHERE item_id = ?)
       AND NOT EXISTS (SELECT 1 FROM item_fact AS other
         WHERE other.value_id = 0 AND other.item_id <> ? AND other.field_id = fact_field.id)`,
  );
  const dropFacts = db.prepare<[number]>('DELETE FROM item_fact WHERE item_id = ?');
  return (itemId) => {
    for (const step of [subtract, fewer, dropValues]) step.run(itemId);
    dropFields.run(itemId, itemId);
    dropFacts.run(itemId);
    clear();
  };
}
