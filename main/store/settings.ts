/** Settings of the installation, by name. */
import type { Database } from 'better-sqlite3';
import type { JsonValue } from '../../shared/json.ts';

export interface SettingTable {
  get(name: string): JsonValue | undefined;
  set(name: string, value: JsonValue): void;
}

export function settingTable(db: Database): SettingTable {
  const find = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => {
      const value = find.get(name);
      return value === undefined ? undefined : (JSON.parse(value) as JsonValue);
    },
    set: (name, value) => {
      upsert.run(name, JSON.stringify(value));
    },
  };
}
