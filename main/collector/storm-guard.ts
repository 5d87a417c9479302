/**
 * Decides for each report of an item whether it is stored or only counted, while the item gets very many. What it knows
 * of the last minute is in memory: after a start an item has its first hundred again.
 */
import { Refusal } from '../../shared/error-codes.ts';
import { decideInStorm, type StormWindow } from '../triage/triage.ts';
import type { Store } from '../store/store.ts';
import type { CallContext } from './dispatch.ts';
import { readRetention } from './retention-settings.ts';

export interface StormGuard {
  /** Null: the report that came at `at` (unix ms) is stored. Else it is only counted, in this storm. */
  judge(itemId: number, at: number): { since: number; oneOf: number } | null;
  /** Was the report only counted a moment ago? Its sender may repeat it. */
  isRepeat(projectId: number, uuid: string): boolean;
  /** It was only counted: nothing else knows its uuid. */
  remember(projectId: number, uuid: string): void;
  /** A transaction was undone: what was counted in it may come again. */
  forgetRepeats(): void;
}

/** Items and uuids that are remembered at a time. */
const mostItems = 10_000;
const mostUuids = 20_000;

/** What a person has set is looked at for reports that would be left out only. */
export function createStormGuard(store: Pick<Store, 'settings' | 'storms'>): StormGuard {
  const isWanted = (itemId: number): boolean =>
    readRetention(store).stormGuard && store.storms.of(itemId)?.isGuarded === true;
  const windows = new Map<number, StormWindow>();
  const counted = new Set<string>();
  return {
    judge: (itemId, at) => {
      const { isStored, window } = decideInStorm(windows.get(itemId) ?? null, at);
      if (windows.size >= mostItems) windows.clear();
      windows.set(itemId, window);
      if (isStored || window.since === null || !isWanted(itemId)) return null;
      return { since: window.since, oneOf: window.oneOf };
    },
    isRepeat: (projectId, uuid) => counted.has(`${String(projectId)} ${uuid}`),
    remember: (projectId, uuid) => {
      if (counted.size >= mostUuids) counted.clear();
      counted.add(`${String(projectId)} ${uuid}`);
    },
    forgetRepeats: () => {
      counted.clear();
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
