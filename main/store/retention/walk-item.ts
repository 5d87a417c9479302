/**
 * Goes through the occurrences of an item from the oldest on, each of them once, and deletes those that nothing keeps.
 * How far it has come is written with what it deletes, so it may be interrupted anywhere.
 */
import type { Database } from 'better-sqlite3';
import { uuidText } from '../occurrences.ts';
import { replayTable } from '../replays.ts';
import { passesMilestone } from './milestones.ts';
import { unstoredWriter } from './unstored-counts.ts';

export interface WalkTask {
  itemId: number;
  /** How far at most. */
  untilId: number;
}

export interface Walked {
  /** Occurrences that were looked at, and deleted. */
  seen: number;
  deleted: number;
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
  uuid: Buffer | string;
  at: number;
  ownItemId: number | null;
}

/** The walker. Runs inside a transaction; `most` occurrences at a time. */
export function itemWalker(db: Database): (task: WalkTask, most: number) => Walked {
  const next = db.prepare<[number, number, number, number], Row>(
    `SELECT id, project_id AS projectId, environment_id AS environmentId, release, person_id AS personId, uuid,
       received_at AS at, own_item_id AS ownItemId
     FROM occurrence WHERE item_id = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
  );
  const last = db.prepare<[number], number | null>('SELECT max(id) FROM occurrence WHERE item_id = ?').pluck();
  const progress = progressOf(db);
  const keepers = keepersOf(db);
  const remove = remover(db);
  const keepMilestone = db.prepare<[number]>('INSERT INTO milestone (occurrence_id) VALUES (?) ON CONFLICT DO NOTHING');
  return ({ itemId, untilId }, most) => {
    const walked: Walked = { seen: 0, deleted: 0, isDone: true };
    const lastId = last.get(itemId) ?? 0;
    const { isKept, gapBefore, isPinned } = keepers(itemId);
    if (isPinned) return walked;
    const at = progress.read(itemId);
    const rows = next.all(itemId, at.walkedId, Math.min(untilId, lastId - 1), most);
    for (const row of rows) {
      const number = at.number + gapBefore(at.walkedId, row.id) + 1;
      const isMilestone = at.walkedId === 0 || passesMilestone(at.number, number);
      if (isMilestone) keepMilestone.run(row.id);
      else if (!isKept(row.id)) {
        walked.deleted += 1;
        remove(itemId, row);
      }
      at.walkedId = row.id;
      at.number = number;
    }
    walked.seen = rows.length;
    walked.isDone = rows.length < most;
    if (rows.length > 0) progress.write(itemId, { ...at, deleted: walked.deleted });
    return walked;
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

function remover(db: Database): (itemId: number, row: Row) => void {
  const deletes = ['fresh_body WHERE occurrence_id', 'packed_body WHERE occurrence_id', 'occurrence WHERE id']
    .concat('regroup_move WHERE occurrence_id')
    .map((where) => db.prepare<[number]>(`DELETE FROM ${where} = ?`));
  const version = db
    .prepare<[number, number, string], number>(
      'SELECT id FROM version WHERE project_id = ? AND environment_id = ? AND name = ?',
    )
    .pluck();
  const movedFrom = db.prepare<[number], number>('SELECT from_item FROM regroup_move WHERE occurrence_id = ?').pluck();
  const replays = replayTable(db);
  const note = unstoredWriter(db);
  return (itemId, { id, projectId, environmentId, release, personId, uuid, at, ownItemId }) => {
    const versionId = release === null ? 0 : (version.get(projectId, environmentId, release) ?? 0);
    const fromItemId = movedFrom.get(id) ?? 0;
    note({
      ...{ itemId, ownItemId: ownItemId ?? itemId, fromItemId, environmentId, versionId, personId },
      ...{ id, at, count: 1 },
    });
    replays.forgetOccurrence(projectId, uuidText(uuid));
    for (const statement of deletes) statement.run(id);
  };
}
