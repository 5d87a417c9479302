/** What a person has set on items beside their status. */
import type { Database } from 'better-sqlite3';
import type { ItemMarks } from '../../shared/item.ts';
import type { SnoozeCondition } from '../../shared/snooze.ts';
import { levelCode, levelOf } from './codes.ts';

export interface ItemMarksTable {
  of(itemId: number): ItemMarks | undefined;
  save(itemId: number, marks: ItemMarks): void;
}

export interface MarksRow {
  title: string;
  title_locked: number;
  level: number;
  level_locked: number;
  assigned_user_id: number | null;
  assigned_team_id: number | null;
  snoozed_at: number | null;
  snoozed_until: number | null;
  snooze_condition: string | null;
  pinned_at: number | null;
}

const columns =
  'title, title_locked, level, level_locked, assigned_user_id, assigned_team_id, snoozed_at, snoozed_until, snooze_condition, pinned_at';

export function itemMarksTable(db: Database): ItemMarksTable {
  const one = db.prepare<[number], MarksRow>(`SELECT ${columns} FROM item WHERE id = ?`);
  const save = db.prepare<[MarksRow & { id: number }]>(
    `UPDATE item SET title = @title, title_locked = @title_locked, level = @level, level_locked = @level_locked,
       assigned_user_id = @assigned_user_id, assigned_team_id = @assigned_team_id, snoozed_at = @snoozed_at,
       snoozed_until = @snoozed_until, snooze_condition = @snooze_condition, pinned_at = @pinned_at WHERE id = @id`,
  );
  return {
    of: (itemId) => {
      const row = one.get(itemId);
      return row && rowToMarks(row);
    },
    save: (itemId, marks) => {
      save.run({
        ...{ id: itemId, title: marks.title, title_locked: Number(marks.titleLocked) },
        ...{ level: levelCode[marks.level], level_locked: Number(marks.levelLocked) },
        ...{ assigned_user_id: marks.assignedUserId, assigned_team_id: marks.assignedTeamId },
        ...{ snoozed_at: marks.snoozedAt, snoozed_until: marks.snoozedUntil },
        snooze_condition: marks.snoozeCondition === null ? null : JSON.stringify(marks.snoozeCondition),
        pinned_at: marks.pinnedAt,
      });
    },
  };
}

export function rowToMarks(row: MarksRow): ItemMarks {
  return {
    title: row.title,
    titleLocked: row.title_locked === 1,
    level: levelOf(row.level),
    levelLocked: row.level_locked === 1,
    assignedUserId: row.assigned_user_id,
    assignedTeamId: row.assigned_team_id,
    snoozedAt: row.snoozed_at,
    snoozedUntil: row.snoozed_until,
    snoozeCondition: conditionOf(row.snooze_condition),
    pinnedAt: row.pinned_at,
  };
}

export function conditionOf(text: string | null): SnoozeCondition | null {
  return text === null ? null : (JSON.parse(text) as SnoozeCondition);
}
