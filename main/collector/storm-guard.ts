/**
 * Decides for each report of an item whether it is stored or only counted, while the item gets very many. What it knows
 * of the last minute is in memory: after a start an item has its first hundred again.
 */
import { Refusal } from '../../shared/error-codes.ts';
import { decideInStorm, type StormWindow } from '../triage/triage.ts';
import type { CallContext } from './dispatch.ts';

export interface StormGuard {
  /** Null: the report is stored. Else it is only counted, in a storm of which this is to be noted. */
  judge(itemId: number, report: { uuid: string; at: number }): { since: number; oneOf: number } | null;
  /** Was the report counted a moment ago? Its sender may repeat it. */
  isRepeat(projectId: number, uuid: string): boolean;
  /** Of so many uuids as fit, those that were only counted. */
  remember(projectId: number, uuid: string): void;
}

/** Items and uuids that are remembered at a time. */
const mostItems = 10_000;
const mostUuids = 20_000;

/** `isOn` and `isGuarded` are asked for each report beyond the first hundred of a minute only. */
export function createStormGuard(rules: { isOn(): boolean; isGuarded(itemId: number): boolean }): StormGuard {
  const windows = new Map<number, StormWindow>();
  const counted = new Set<string>();
  return {
    judge: (itemId, { at }) => {
      const { isStored, window } = decideInStorm(windows.get(itemId) ?? null, at);
      if (windows.size >= mostItems) windows.clear();
      windows.set(itemId, window);
      if (isStored || window.since === null || !rules.isOn() || !rules.isGuarded(itemId)) return null;
      return { since: window.since, oneOf: window.oneOf };
    },
    isRepeat: (projectId, uuid) => counted.has(`${String(projectId)} ${uuid}`),
    remember: (projectId, uuid) => {
      if (counted.size >= mostUuids) counted.clear();
      counted.add(`${String(projectId)} ${uuid}`);
    },
  };
}

/** Refusals: `not-found`. */
export function guardItem({ store, changes }: CallContext, { id, on }: { id: number; on: boolean }): null {
  const isKnown = store.inTransaction(() => store.storms.setGuarded(id, on));
  if (!isKnown) throw new Refusal('not-found', 'This item is not there any more.');
  changes.publish({ itemIds: [id] });
  return null;
}
