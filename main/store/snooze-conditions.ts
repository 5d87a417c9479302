/** Items that are snoozed until more happens, and whether it has. They are few: each is looked up by its key. */
import type { Database } from 'better-sqlite3';
import type { SnoozeCondition } from '../../shared/snooze.ts';
import { conditionOf } from './item-marks.ts';

export interface SnoozeConditionTable {
  /** What there is now of what the condition counts. */
  countNow(itemId: number, kind: SnoozeCondition['kind']): number;
  /** Items whose condition is met at `now` (unix ms). */
  met(now: number): number[];
}

interface WaitingRow {
  id: number;
  snooze_condition: string;
  snoozed_at: number;
  total_occurrences: number;
  people: number;
}

const hourMs = 3_600_000;

export function snoozeConditionTable(db: Database): SnoozeConditionTable {
  const counts = db.prepare<[number], Pick<WaitingRow, 'total_occurrences' | 'people'>>(
    'SELECT total_occurrences, people FROM item WHERE id = ?',
  );
  const waiting = db.prepare<[], WaitingRow>(
    `SELECT id, snooze_condition, snoozed_at, total_occurrences, people FROM item
     WHERE snooze_condition IS NOT NULL AND snoozed_at IS NOT NULL`,
  );
  /** No further back than to as many as are waited for. */
  const since = db
    .prepare<[number, number, number], number>(
      `SELECT count(*) FROM (SELECT received_at FROM occurrence WHERE item_id = ? ORDER BY id DESC LIMIT ?)
       WHERE received_at > ?`,
    )
    .pluck();
  const isMet = (row: WaitingRow, now: number): boolean => {
    const condition = conditionOf(row.snooze_condition);
    if (condition === null) return false;
    const { kind, count, from = 0 } = condition;
    if (kind === 'per-hour') return (since.get(row.id, count, Math.max(row.snoozed_at, now - hourMs)) ?? 0) >= count;
    return (kind === 'people' ? row.people : row.total_occurrences) - from >= count;
  };
  return {
    countNow: (itemId, kind) => {
      const row = counts.get(itemId);
      if (!row || kind === 'per-hour') return 0;
      return kind === 'people' ? row.people : row.total_occurrences;
    },
    met: (now) =>
      waiting
        .all()
        .filter((row) => isMet(row, now))
        .map(({ id }) => id),
  };
}
