/** What is on disk after the collector has ended, compared with what it has acknowledged. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';

export interface Kept {
  uuids: string[];
  /** Sum of the occurrences that items count. */
  counted: number;
  /** Occurrences that the hours of the items add up to. */
  inHours: number;
  /** What SQLite's check of the whole file says. */
  sound: unknown;
  strays: unknown[];
}

export function readKept(folder: string): Kept {
  const db = new Database(join(folder, 'stacktray.db'));
  try {
    const number = (sql: string): number => db.prepare<[], number | null>(sql).pluck().get() ?? 0;
    return {
      uuids: db.prepare<[], string>('SELECT lower(hex(uuid)) FROM occurrence').pluck().all(),
      counted: number('SELECT sum(total_occurrences) FROM item'),
      inHours: number('SELECT sum(count) FROM item_hour'),
      sound: db.pragma('integrity_check', { simple: true }),
      strays: db.pragma('foreign_key_check') as unknown[],
    };
  } finally {
    db.close();
  }
}

/** Every acknowledged uuid is there exactly once, counts are those of the rows, and the file is sound. */
export function expectKept(folder: string, acknowledged: readonly string[]): void {
  const kept = readKept(folder);
  const there = new Set(kept.uuids);
  expect(kept.sound).toBe('ok');
  expect(kept.strays).toEqual([]);
  expect(acknowledged.filter((uuid) => !there.has(uuid.replaceAll('-', '')))).toEqual([]);
  expect(there.size).toBe(kept.uuids.length);
  expect(kept.counted).toBe(kept.uuids.length);
  expect(kept.inHours).toBe(kept.uuids.length);
}
