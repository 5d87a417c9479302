/** Items that are out of every list and may come back: deleted ones, and those whose occurrences belong to another. */
import type { Database } from 'better-sqlite3';
import type { ItemStatus } from '../../shared/item.ts';
import { statusCode, statusOf } from './codes.ts';

export interface ShelfTable {
  of(itemId: number): ShelvedItem | undefined;
  /** Items that are merged into this one, in the order of their ids. */
  members(itemId: number): number[];
  /** Out of every list, until it is brought back with the status that it has now. */
  putAway(itemId: number, why: { mergedInto: number } | { deletedAt: number }): void;
  /** A merged item belongs to another from now on. */
  passOn(itemId: number, mergedInto: number): void;
  bringBack(itemId: number): void;
}

export interface ShelvedItem {
  projectId: number;
  counter: number;
  /** Where its fingerprint counts: an environment, or empty for the whole project. */
  scope: string;
  status: ItemStatus;
  mergedInto: number | null;
  deletedAt: number | null;
  /** Is its project deleted? */
  isOrphan: boolean;
}

interface ShelfRow {
  project_id: number;
  counter: number;
  scope: string;
  status: number;
  merged_into: number | null;
  deleted_at: number | null;
  is_orphan: number;
}

export function shelfTable(db: Database): ShelfTable {
  const one = db.prepare<[number], ShelfRow>(
    `SELECT project_id, counter, scope, status, merged_into, item.deleted_at,
       project.deleted_at IS NOT NULL AS is_orphan
     FROM item JOIN project ON project.id = project_id WHERE item.id = ?`,
  );
  const members = db.prepare<[number], number>('SELECT id FROM item WHERE merged_into = ? ORDER BY id').pluck();
  const putAway = db.prepare<[number | null, number | null, number]>(
    `UPDATE item SET merged_into = ?, deleted_at = ?, shelved_status = status,
       status = ${String(statusCode.archived)} WHERE id = ?`,
  );
  const passOn = db.prepare<[number, number]>('UPDATE item SET merged_into = ? WHERE id = ?');
  const bringBack = db.prepare<[number]>(
    `UPDATE item SET merged_into = NULL, deleted_at = NULL, status = coalesce(shelved_status, status),
       shelved_status = NULL WHERE id = ?`,
  );
  return {
    of: (itemId) => {
      const row = one.get(itemId);
      return row && rowToShelved(row);
    },
    members: (itemId) => members.all(itemId),
    putAway: (itemId, why) => {
      const [mergedInto, deletedAt] = 'mergedInto' in why ? [why.mergedInto, null] : [null, why.deletedAt];
      putAway.run(mergedInto, deletedAt, itemId);
    },
    passOn: (itemId, mergedInto) => {
      passOn.run(mergedInto, itemId);
    },
    bringBack: (itemId) => {
      bringBack.run(itemId);
    },
  };
}

function rowToShelved(row: ShelfRow): ShelvedItem {
  return {
    projectId: row.project_id,
    counter: row.counter,
    scope: row.scope,
    status: statusOf(row.status),
    mergedInto: row.merged_into,
    deletedAt: row.deleted_at,
    isOrphan: row.is_orphan === 1,
  };
}
