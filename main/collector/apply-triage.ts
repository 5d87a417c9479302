/**
 * Decisions about items, whoever makes them. `carryOut` is the one place through which they go; what an occurrence does to
 * its item by coming is decided where it is stored.
 */
import type { Activity } from '../../shared/activity.ts';
import type { JsonObject } from '../../shared/json.ts';
import type {
  MarksCommand,
  MarksPoint,
  NotePoint,
  RestorePoint,
  StatusCommand,
  StatusPoint,
  TriageAnswer,
  TriageCommand,
  TriageWish,
} from '../../shared/triage.ts';
import { decideOnCommand, decideOnMarks } from '../triage/triage.ts';
import { applyShelf, restoreMerge, setDeleted } from './apply-shelf.ts';
import { showNote, writeNote } from './apply-note.ts';
import type { CollectorContext } from './collector.ts';

/** Who decides, and what its activity says of why. */
export interface Decider {
  by: Activity['by'];
  why?: JsonObject;
}

/**
 * Carries out one command of a person: every item, its activity and the answer in one transaction. The same command
 * again changes nothing and gets the same answer. `step` is the command whose step in the list of what can be taken back
 * this belongs to; none, when it is no step.
 */
export function applyTriage(context: CollectorContext, command: TriageCommand, step?: string): TriageAnswer {
  const { store } = context;
  return store.inTransaction(() => {
    const before = store.commands.answerTo(command.id);
    if (before) return before;
    const decider: Decider = { by: 'person' };
    const answer = carryOut(context, command, decider);
    store.commands.remember(command.id, command.at, answer);
    if (step !== undefined && command.kind !== 'restore')
      keepStep(context, { ...command, id: step }, { ...decider, ...answer });
    return answer;
  });
}

/** Within a transaction: every item and its activity. What takes it back is in the answer. */
export function carryOut(context: DecisionContext, command: TriageCommand, decider: Decider): TriageAnswer {
  const answer: TriageAnswer = { applied: [], refused: [], undo: [] };
  for (const step of stepsOf(command)) applyToItem(context, step, { answer, decider });
  return answer;
}
export type DecisionContext = Pick<CollectorContext, 'store'>;

/** From now on the command can be taken back. */
export function keepStep(
  { store }: DecisionContext,
  command: Exclude<TriageCommand, { kind: 'restore' }>,
  { undo, by }: Pick<TriageAnswer, 'undo'> & Decider,
): void {
  store.undoSteps.add({ commandId: command.id, at: command.at, wish: wishOf(command), by }, undo);
}

function wishOf(command: Exclude<TriageCommand, { kind: 'restore' }>): TriageWish {
  const wish: Partial<typeof command> = { ...command };
  delete wish.id;
  delete wish.at;
  delete wish.itemIds;
  return wish as TriageWish;
}

interface Step {
  command: TriageCommand;
  itemId: number;
  point?: RestorePoint;
}

function stepsOf(command: TriageCommand): Step[] {
  if (command.kind === 'restore') return command.points.map((point) => ({ command, itemId: point.itemId, point }));
  return [...new Set(command.itemIds)].map((itemId) => ({ command, itemId }));
}

type Decision =
  | { kind: 'refused'; message: string }
  | { kind: 'unchanged' }
  /** A note has no activity beside it: it is one; merging writes its own. */
  | { kind: 'changed'; activity: Pick<Activity, 'kind' | 'detail'> | null; undo: RestorePoint };

const gone: Decision = { kind: 'refused', message: 'This item is not there any more.' };

function applyToItem(
  context: DecisionContext,
  step: Step,
  { answer, decider }: { answer: TriageAnswer; decider: Decider },
): void {
  const { command, itemId } = step;
  const decision = decide(context, step);
  switch (decision.kind) {
    case 'refused':
      answer.refused.push({ itemId, message: decision.message });
      return;
    case 'unchanged':
      answer.applied.push(itemId);
      return;
    case 'changed':
      if (decision.activity) {
        const { kind, detail } = decision.activity;
        const { by, why } = decider;
        context.store.activity.append({ itemId, at: command.at, by, kind, detail: { ...detail, ...why } });
      }
      answer.applied.push(itemId);
      answer.undo.push(decision.undo);
  }
}

function decide(context: DecisionContext, { command, itemId, point }: Step): Decision {
  switch (command.kind) {
    case 'resolve':
    case 'mute':
    case 'activate':
      return decideStatus(context, { command, itemId });
    case 'set-level':
    case 'set-title':
    case 'assign':
    case 'pin':
      return decideMarks(context, { command, itemId });
    case 'snooze':
      return decideMarks(context, { command: fromNow(context, command, itemId), itemId });
    case 'note':
      return noted(itemId, writeNote(context, { itemId, ...command }));
    case 'remove-note':
      return noted(itemId, showNote(context, { itemId, id: command.noteId, isShown: false }));
    case 'merge':
    case 'unmerge':
    case 'delete':
    case 'bring-back':
      return applyShelf(context, command, itemId);
    case 'restore':
      if (point === undefined) return { kind: 'unchanged' };
      if ('merge' in point) return restoreMerge(context, point, command.at);
      if ('isDeleted' in point) return setDeleted(context, { ...point, at: command.at });
      if ('note' in point) return noted(itemId, showNote(context, { itemId, ...point.note }));
      return 'marks' in point
        ? decideMarks(context, { command, itemId, point })
        : decideStatus(context, { command, itemId, point });
  }
}

/** More than what there is now. */
function fromNow({ store }: DecisionContext, command: Snooze, itemId: number): Snooze {
  const { condition } = command;
  if (!condition) return command;
  return { ...command, condition: { ...condition, from: store.snoozeConditions.countNow(itemId, condition.kind) } };
}
type Snooze = Extract<TriageCommand, { kind: 'snooze' }>;

function noted(itemId: number, undo: NotePoint['note'] | null): Decision {
  if (undo === null) return { kind: 'refused', message: 'There is no such note any more.' };
  return { kind: 'changed', activity: null, undo: { itemId, note: undo } };
}

/** With its project, by merging, or because it was deleted. */
function archived(store: CollectorContext['store'], itemId: number): Decision {
  const isDeleted = typeof store.shelf.of(itemId)?.deletedAt === 'number';
  return isDeleted ? { kind: 'refused', message: 'It was deleted: bring it back first.' } : gone;
}

function decideStatus(
  { store }: DecisionContext,
  { command, itemId, point }: { command: StatusCommand; itemId: number; point?: StatusPoint },
): Decision {
  const before = store.items.triageStateOf(itemId);
  if (!before) return gone;
  if (before.status === 'archived') return archived(store, itemId);
  const decision = decideOnCommand(before, command, point);
  if (decision.kind !== 'changed') return decision;
  store.items.saveTriageState(itemId, decision.state);
  return { kind: 'changed', activity: decision.activity, undo: { itemId, expected: decision.state.status, before } };
}

function decideMarks(
  { store }: DecisionContext,
  { command, itemId, point }: { command: MarksCommand; itemId: number; point?: MarksPoint },
): Decision {
  const before = store.itemMarks.of(itemId);
  if (!before) return gone;
  const decision = decideOnMarks(before, command, point);
  if (decision.kind !== 'changed') return decision;
  store.itemMarks.save(itemId, decision.marks);
  return { kind: 'changed', activity: decision.activity, undo: { itemId, marks: decision.point } };
}
