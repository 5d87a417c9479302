/**
 * Carries out one command of a person: every item, its activity and the answer in one transaction. The same command
 * again changes nothing and gets the same answer.
 */
import type { RestorePoint, TriageAnswer, TriageCommand } from '../../shared/triage.ts';
import { decideOnCommand } from '../triage/triage.ts';
import type { CollectorContext } from './collector.ts';

export function applyTriage(context: CollectorContext, command: TriageCommand): TriageAnswer {
  const { store } = context;
  return store.inTransaction(() => {
    const before = store.commands.answerTo(command.id);
    if (before) return before;
    const answer: TriageAnswer = { applied: [], refused: [], undo: [] };
    const points = pointsOf(command);
    for (const itemId of idsOf(command)) applyToItem(context, { command, itemId, point: points.get(itemId) }, answer);
    store.commands.remember(command.id, command.at, answer);
    return answer;
  });
}

interface Step {
  command: TriageCommand;
  itemId: number;
  point: RestorePoint | undefined;
}

function applyToItem({ store }: CollectorContext, { command, itemId, point }: Step, answer: TriageAnswer): void {
  const state = store.items.triageStateOf(itemId);
  if (!state) {
    answer.refused.push({ itemId, message: 'This item is not there any more.' });
    return;
  }
  const decision = decideOnCommand(state, command, point);
  switch (decision.kind) {
    case 'refused':
      answer.refused.push({ itemId, message: decision.message });
      return;
    case 'unchanged':
      answer.applied.push(itemId);
      return;
    case 'changed':
      store.items.saveTriageState(itemId, decision.state);
      store.activity.append({ itemId, at: command.at, by: 'person', ...decision.activity });
      answer.applied.push(itemId);
      answer.undo.push({ itemId, expected: decision.state.status, before: state });
  }
}

function idsOf(command: TriageCommand): Set<number> {
  return new Set(command.kind === 'restore' ? command.points.map((point) => point.itemId) : command.itemIds);
}

function pointsOf(command: TriageCommand): Map<number, RestorePoint> {
  return new Map(command.kind === 'restore' ? command.points.map((point) => [point.itemId, point]) : []);
}
