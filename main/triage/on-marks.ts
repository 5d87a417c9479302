/** What a command of a person does to an item's title, level, assignment and snooze (rollbar.md 3.1.7). */
import type { ActivityKind } from '../../shared/activity.ts';
import type { ItemMarks } from '../../shared/item.ts';
import type { JsonObject } from '../../shared/json.ts';
import { conditionWords, type SnoozeCondition } from '../../shared/snooze.ts';
import type { MarksCommand, MarksPoint } from '../../shared/triage.ts';

export type MarksDecision =
  | {
      kind: 'changed';
      marks: ItemMarks;
      point: MarksPoint['marks'];
      activity: { kind: ActivityKind; detail: JsonObject };
    }
  | { kind: 'unchanged' }
  | { kind: 'refused'; message: string };

type Some = MarksPoint['marks']['before'];
type MarkName = keyof ItemMarks;

/** Decides for one item. For a `restore`, `point` is the item's own; other commands carry none. */
export function decideOnMarks(marks: ItemMarks, command: MarksCommand, point?: MarksPoint): MarksDecision {
  switch (command.kind) {
    case 'set-level': {
      const { level } = command;
      return changed(marks, { level, levelLocked: true }, { kind: 'level-changed', detail: { level } });
    }
    case 'set-title': {
      const { title } = command;
      return changed(marks, { title, titleLocked: true }, { kind: 'renamed', detail: { title } });
    }
    case 'assign': {
      const { userId = marks.assignedUserId, teamId = marks.assignedTeamId } = command;
      const wanted = { assignedUserId: userId, assignedTeamId: teamId };
      return changed(marks, wanted, { kind: 'assigned', detail: { userId, teamId } });
    }
    case 'snooze':
      return command.isOn ? snooze(marks, command) : unsnooze(marks);
    case 'pin':
      return pin(marks, command);
    case 'restore':
      return point ? restore(marks, point.marks) : { kind: 'unchanged' };
  }
}

function snooze(
  marks: ItemMarks,
  { at, until, condition = null }: { at: number; until: number | null; condition?: SnoozeCondition | null | undefined },
): MarksDecision {
  const detail = {
    ...(until === null ? {} : { until }),
    ...(condition === null ? {} : { condition: conditionWords(condition) }),
  };
  const isSo = marks.snoozedAt !== null && marks.snoozedUntil === until && condition === marks.snoozeCondition;
  return isSo
    ? { kind: 'unchanged' }
    : changed(marks, { snoozedAt: at, snoozedUntil: until, snoozeCondition: condition }, { kind: 'snoozed', detail });
}

function unsnooze(marks: ItemMarks): MarksDecision {
  const awake = { snoozedAt: null, snoozedUntil: null, snoozeCondition: null };
  return changed(marks, awake, { kind: 'unsnoozed', detail: {} });
}

function pin(marks: ItemMarks, { at, isOn }: { at: number; isOn: boolean }): MarksDecision {
  if (isOn === (marks.pinnedAt !== null)) return { kind: 'unchanged' };
  return changed(marks, { pinnedAt: isOn ? at : null }, { kind: isOn ? 'pinned' : 'unpinned', detail: {} });
}

/** A condition comes anew from the store each time it is read. */
function isSame(one: Some[MarkName], other: Some[MarkName]): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Takes a command back, unless somebody has set the same mark to something else since. */
function restore(marks: ItemMarks, { expected, before }: MarksPoint['marks']): MarksDecision {
  const names = Object.keys(before) as MarkName[];
  if (names.every((name) => isSame(marks[name], before[name]))) return { kind: 'unchanged' };
  if (names.some((name) => !isSame(marks[name], expected[name])))
    return { kind: 'refused', message: 'It has been changed again since, so it was left as it is.' };
  return changed(marks, before, { kind: 'restored', detail: { ...before } as JsonObject });
}

function changed(marks: ItemMarks, wanted: Some, activity: { kind: ActivityKind; detail: JsonObject }): MarksDecision {
  const names = (Object.keys(wanted) as MarkName[]).filter((name) => !isSame(wanted[name], marks[name]));
  if (names.length === 0) return { kind: 'unchanged' };
  const pick = (from: Some): Some => Object.fromEntries(names.map((name) => [name, from[name]]));
  const next = { ...marks, ...wanted } as ItemMarks;
  return { kind: 'changed', marks: next, point: { expected: pick(next), before: pick(marks) }, activity };
}
