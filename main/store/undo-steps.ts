/** Commands of people and of their rules that can be taken back, with what that takes for each item. */
import type { Database } from 'better-sqlite3';
import type { Activity } from '../../shared/activity.ts';
import type { RestorePoint, TriageWish, UndoStep } from '../../shared/triage.ts';

export interface UndoStepTable {
  /** More points of this command, which is a step from its first one on. The oldest steps make room. */
  add(command: Pick<UndoStep, 'commandId' | 'at' | 'wish' | 'by'>, points: readonly RestorePoint[]): void;
  /** Newest first. */
  list(limit: number): UndoStep[];
  byCommand(commandId: string): UndoStep | undefined;
  /** Some of the step's points; none when there is no such step or all were taken. */
  points(commandId: string, limit: number): RestorePoint[];
  /** Those items have been put back; a step without points is gone. */
  taken(commandId: string, itemIds: readonly number[]): void;
}

interface StepRow {
  command_id: string;
  at: number;
  wish: string;
  by: Activity['by'];
  items: number;
  first_counter: number | null;
}

const mostSteps = 200;

export function undoStepTable(db: Database): UndoStepTable {
  const insert = db.prepare<[string, number, string, string, number]>(
    `INSERT INTO undo_step (command_id, at, wish, by, items, first_counter)
     VALUES (?, ?, ?, ?, 0, (SELECT counter FROM item WHERE id = ?)) ON CONFLICT (command_id) DO NOTHING`,
  );
  const trim = db.prepare<[number]>(
    'DELETE FROM undo_step WHERE id <= (SELECT id FROM undo_step ORDER BY id DESC LIMIT 1 OFFSET ?)',
  );
  const grow = db.prepare<[number, string]>('UPDATE undo_step SET items = items + ? WHERE command_id = ?');
  const addPoint = db.prepare<[number, string, string]>(
    `INSERT INTO undo_point (step_id, item_id, point) SELECT id, ?, ? FROM undo_step WHERE command_id = ?
     ON CONFLICT DO NOTHING`,
  );
  const list = db.prepare<[number], StepRow>('SELECT * FROM undo_step ORDER BY id DESC LIMIT ?');
  const one = db.prepare<[string], StepRow>('SELECT * FROM undo_step WHERE command_id = ?');
  const points = db
    .prepare<[string, number], string>(
      `SELECT point FROM undo_point WHERE step_id = (SELECT id FROM undo_step WHERE command_id = ?) LIMIT ?`,
    )
    .pluck();
  const remove = db.prepare<[string, string]>(
    `DELETE FROM undo_point WHERE step_id = (SELECT id FROM undo_step WHERE command_id = ?)
       AND item_id IN (SELECT value FROM json_each(?))`,
  );
  const removeEmpty = db.prepare<[string]>(
    `DELETE FROM undo_step WHERE command_id = ?
       AND NOT EXISTS (SELECT 1 FROM undo_point WHERE step_id = undo_step.id)`,
  );
  return {
    add: ({ commandId, at, wish, by }, added) => {
      const [first] = added;
      if (first === undefined) return;
      const isNew = insert.run(commandId, at, JSON.stringify(wish), by, first.itemId).changes > 0;
      if (isNew) trim.run(mostSteps);
      for (const point of added) addPoint.run(point.itemId, JSON.stringify(point), commandId);
      grow.run(added.length, commandId);
    },
    list: (limit) => list.all(limit).map(rowToStep),
    byCommand: (commandId) => {
      const row = one.get(commandId);
      return row && rowToStep(row);
    },
    points: (commandId, limit) => points.all(commandId, limit).map((point) => JSON.parse(point) as RestorePoint),
    taken: (commandId, itemIds) => {
      remove.run(commandId, JSON.stringify(itemIds));
      removeEmpty.run(commandId);
    },
  };
}

function rowToStep(row: StepRow): UndoStep {
  return {
    commandId: row.command_id,
    at: row.at,
    wish: JSON.parse(row.wish) as TriageWish,
    by: row.by,
    items: row.items,
    counter: row.items === 1 ? row.first_counter : null,
  };
}
