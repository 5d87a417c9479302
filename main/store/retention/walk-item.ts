/**
 * Goes through the occurrences of an item from the oldest on, each of them once, and finds those that nothing keeps. How
 * far it has come is written in the transaction that deletes them, so it may be interrupted anywhere.
 */
import type { Database } from 'better-sqlite3';
import { passesMilestone } from './milestones.ts';
import { unstoredWriter } from './unstored-counts.ts';

export interface WalkTask {
  itemId: number;
  /** How far at most. */
  untilId: number;
}

export interface Walked {
  /** How many occurrences were looked at. */
  seen: number;
  /** Ids of those that go, ascending; what they count is noted already. */
  going: number[];
  isDone: boolean;
}

interface Progress {
  walkedId: number;
  number: number;
}

interface Row {
  id: number;
  projectId: number;
  environmentId: number;
  release: string | null;
  personId: string | null;
  at: number;
  ownItemId: number | null;
}

const nothing: Walked = { seen: 0, going: [], isDone: true };

/** The walker. Runs inside a transaction; `most` occurrences at a time. */
export function itemWalker(db: Database): (task: WalkTask, most: number) => Walked {
  const next = db.prepare<[number, number, number, number], Row>(
    `SELECT id, project_id AS projectId, environment_id AS environmentId, release, person_id AS personId,
       received_at AS at, own_item_id AS ownItemId
     FROM occurrence WHERE item_id = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
  );
  const last = db.prepare<[number], number | null>('SELECT max(id) FROM occurrence WHERE item_id = ?').pluck();
  const progress = progressOf(db);
  const keepers = keepersOf(db);
  const note = noter(db);
  const keepMilestone = db.prepare<[number]>('INSERT INTO milestone (occurrence_id) VALUES (?) ON CONFLICT DO NOTHING');
  return ({ itemId, untilId }, most) => {
    const at = progress.read(itemId);
    const rows = next.all(itemId, at.walkedId, Math.min(untilId, (last.get(itemId) ?? 0) - 1), most);
    if (rows.length === 0) return nothing;
    const { isKept, gapBefore, isPinned } = keepers(itemId);
    if (isPinned) return nothing;
    const going: Row[] = [];
    for (const row of rows) {
      const number = at.number + gapBefore(at.walkedId, row.id) + 1;
      const isMilestone = at.walkedId === 0 || passesMilestone(at.number, number);
      if (isMilestone) keepMilestone.run(row.id);
      else if (!isKept(row.id)) going.push(row);
      at.walkedId = row.id;
      at.number = number;
    }
    note(itemId, going);
    progress.write(itemId, { ...at, deleted: going.length });
    return { seen: rows.length, going: going.map(({ id }) => id), isDone: rows.length < most };
  };
}

function progressOf(db: Database): {
  read(itemId: number): Progress;
  write(itemId: number, progress: Progress & { deleted: number }): void;
} {
  const read = db.prepare<[number], Progress>(
    'SELECT walked_id AS walkedId, number FROM retention_item WHERE item_id = ?',
  );
  // Merging makes the walk begin anew: those that have gone count as the first then.
  const before = db
    .prepare<[{ itemId: number }], number>(
      `SELECT max(0, (SELECT coalesce(sum(count), 0) FROM unstored_count WHERE item_id = @itemId)
         - (SELECT coalesce(sum(count), 0) FROM storm_gap WHERE item_id = @itemId))`,
    )
    .pluck();
  const write = db.prepare<[object]>(
    `INSERT INTO retention_item (item_id, walked_id, number, unread) VALUES (@itemId, @walkedId, @number, @deleted)
     ON CONFLICT DO UPDATE SET walked_id = excluded.walked_id, number = excluded.number,
       unread = unread + excluded.unread`,
  );
  const closeGaps = db.prepare<[number, number]>('DELETE FROM storm_gap WHERE item_id = ? AND after_id < ?');
  return {
    read: (itemId) => read.get(itemId) ?? { walkedId: 0, number: before.get({ itemId }) ?? 0 },
    write: (itemId, progress) => {
      write.run({ itemId, ...progress });
      closeGaps.run(itemId, progress.walkedId);
    },
  };
}

interface Keepers {
  isPinned: boolean;
  /** Beside its milestones and the last. */
  isKept(occurrenceId: number): boolean;
  /** How many were only counted between two stored ones. */
  gapBefore(walkedId: number, occurrenceId: number): number;
}

function keepersOf(db: Database): (itemId: number) => Keepers {
  const pinned = db.prepare<[number], number>('SELECT 1 FROM item WHERE id = ? AND pinned_at IS NOT NULL').pluck();
  const milestone = db.prepare<[number], number>('SELECT 1 FROM milestone WHERE occurrence_id = ?').pluck();
  // What brought the item back is what its history points to.
  const returns = db
    .prepare<[number], number>(
      `SELECT detail ->> '$.occurrenceId' FROM activity WHERE item_id = ? AND kind = 'reactivated'`,
    )
    .pluck();
  const gaps = db.prepare<[number], { afterId: number; count: number }>(
    'SELECT after_id AS afterId, count FROM storm_gap WHERE item_id = ? ORDER BY after_id',
  );
  return (itemId) => {
    const back = new Set(returns.all(itemId));
    const counted = gaps.all(itemId);
    return {
      isPinned: pinned.get(itemId) !== undefined,
      isKept: (id) => back.has(id) || milestone.get(id) !== undefined,
      gapBefore: (walkedId, id) => {
        let sum = 0;
        while (counted[0] && counted[0].afterId < id) {
          const { afterId, count } = counted.shift() ?? { afterId: 0, count: 0 };
          if (afterId >= walkedId) sum += count;
        }
        return sum;
      },
    };
  };
}

function noter(db: Database): (itemId: number, going: readonly Row[]) => void {
  const version = db
    .prepare<[number, number, string], number>(
      'SELECT id FROM version WHERE project_id = ? AND environment_id = ? AND name = ?',
    )
    .pluck();
  const movedFrom = db.prepare<[number], number>('SELECT from_item FROM regroup_move WHERE occurrence_id = ?').pluck();
  const note = unstoredWriter(db);
  return (itemId, going) => {
    const gone = going.map(({ id, projectId, environmentId, release, personId, at, ownItemId }) => {
      const versionId = release === null ? 0 : (version.get(projectId, environmentId, release) ?? 0);
      const place = { itemId, ownItemId: ownItemId ?? itemId, fromItemId: movedFrom.get(id) ?? 0, environmentId };
      return { ...place, versionId, personId, id, at, count: 1 };
    });
    note(gone);
  };
}
