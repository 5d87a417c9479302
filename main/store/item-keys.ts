/** Keys that items have learnt from their occurrences: how a variant of a known error finds the item. */
import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { triageColumns, type TriageRow } from './item-row.ts';
import { follower, type StoredItem } from './items.ts';

/** Where keys are compared: within a project, a mechanism and a scope. */
export interface KeySpace {
  projectId: number;
  mechanism: string;
  scope: string;
}

export interface ItemKeyTable {
  /** The item that knows this key. */
  find(space: KeySpace, key: string): StoredItem | undefined;
  /** The key that the item has of its own. */
  fingerprintOf(itemId: number): string | undefined;
  /** The item knows these keys from now on, except those that another one knows. */
  learn(space: KeySpace, keys: string[], itemId: number): void;
}

export function itemKeyTable(db: Database): ItemKeyTable {
  const find = db.prepare<[number, Buffer], TriageRow>(
    `SELECT ${triageColumns} FROM item WHERE id = (SELECT item_id FROM item_key WHERE project_id = ? AND hash = ?)`,
  );
  const follow = follower(db);
  const fingerprint = db.prepare<[number], string>('SELECT fingerprint FROM item WHERE id = ?').pluck();
  const learn = db.prepare<[number, Buffer, number]>(
    'INSERT INTO item_key (project_id, hash, item_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    find: (space, key) => {
      const row = find.get(space.projectId, hashIn(space, key));
      return row && follow(row);
    },
    fingerprintOf: (itemId) => fingerprint.get(itemId),
    learn: (space, keys, itemId) => {
      for (const key of keys) learn.run(space.projectId, hashIn(space, key), itemId);
    },
  };
}

/** 16 bytes are enough to be unique and half as many as the key's text. */
export function hashIn({ mechanism, scope }: KeySpace, key: string): Buffer {
  return hash('sha1', JSON.stringify([mechanism, scope, key]), 'buffer').subarray(0, 16);
}
