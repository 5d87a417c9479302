/** What a command of a person does to an item's status (rollbar.md 4.8). */
import type { ActivityKind } from '../../shared/activity.ts';
import type { TriageState } from '../../shared/item.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { StatusCommand, StatusPoint } from '../../shared/triage.ts';

export type CommandDecision =
  | { kind: 'changed'; state: TriageState; activity: { kind: ActivityKind; detail: JsonObject } }
  | { kind: 'unchanged' }
  | { kind: 'refused'; message: string };

type Decision = Exclude<StatusCommand, { kind: 'restore' }>;

/** Decides for one item. For a `restore`, `point` is the item's own; other commands carry none. */
export function decideOnCommand(state: TriageState, command: StatusCommand, point?: StatusPoint): CommandDecision {
  if (command.kind === 'restore') return point ? restore(state, point) : { kind: 'unchanged' };
  return decide(state, command);
}

function decide(state: TriageState, command: Decision): CommandDecision {
  switch (command.kind) {
    case 'resolve':
      return resolve(state, command.at, command.inVersion);
    case 'mute':
      if (state.status === 'muted') return { kind: 'unchanged' };
      return changed('muted', {
        ...state,
        status: 'muted',
        lastMutedAt: command.at,
        resolvedInVersion: null,
        reactivatedAt: null,
      });
    case 'activate':
      if (state.status === 'active') return { kind: 'unchanged' };
      return changed('reopened', { ...state, status: 'active', resolvedInVersion: null, reactivatedAt: null });
  }
}

function resolve(state: TriageState, at: number, inVersion: string | null): CommandDecision {
  const already = state.status === 'resolved';
  if (already && (inVersion === null || inVersion === state.resolvedInVersion)) return { kind: 'unchanged' };
  const next: TriageState = {
    ...state,
    status: 'resolved',
    resolvedInVersion: inVersion,
    lastResolvedAt: already ? state.lastResolvedAt : at,
    reactivatedAt: null,
  };
  return changed('resolved', next, inVersion === null ? {} : { version: inVersion });
}

/** Takes a command back, unless somebody or something has moved the item elsewhere since. */
function restore(state: TriageState, point: StatusPoint): CommandDecision {
  if (state.status === point.expected) return changed('restored', point.before, { status: point.before.status });
  if (state.status === point.before.status) return { kind: 'unchanged' };
  return { kind: 'refused', message: `It is ${state.status} by now, so it was left as it is.` };
}

function changed(kind: ActivityKind, state: TriageState, detail: JsonObject = {}): CommandDecision {
  return { kind: 'changed', state, activity: { kind, detail } };
}
