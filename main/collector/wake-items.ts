/**
 * Snoozes that end by themselves. Of one that ends by the clock the page is told, since nothing else changes then; one that
 * waits for more to happen is ended when it has, a few seconds later, and not where reports are taken.
 */
import { describeError } from '../../shared/error-codes.ts';
import { carryOut } from './apply-triage.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';

const everyMs = 5000;

/** Looks now and then, until it is stopped. */
export function startWaking(context: CollectorContext, changes: Changes): { stop(): void } {
  let since = context.now();
  const timer = setInterval(() => {
    endMetSnoozes(context, changes);
    since = announceWoken(context, changes, since);
  }, everyMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Announces the items that woke after `since` (unix ms); returns up to when it has looked. */
export function announceWoken(
  { store, now }: Pick<CollectorContext, 'store' | 'now'>,
  changes: Pick<Changes, 'publish'>,
  since: number,
): number {
  const until = now();
  const itemIds = store.itemListFacts.woken(since, until);
  if (itemIds.length > 0) changes.publish({ itemIds, projects: true });
  return until;
}

/** Ends the snoozes whose condition is met; their activity says so. */
export function endMetSnoozes(
  context: Pick<CollectorContext, 'store' | 'now' | 'newUuid' | 'log'>,
  changes: Pick<Changes, 'publish'>,
): void {
  const { store, now, newUuid, log } = context;
  try {
    const itemIds = store.snoozeConditions.met(now());
    if (itemIds.length === 0) return;
    store.inTransaction((at) => {
      const command = { id: newUuid(), at, kind: 'snooze' as const, itemIds, isOn: false, until: null };
      carryOut(context, command, { by: 'occurrence' });
    });
    changes.publish({ itemIds, projects: true });
  } catch (error) {
    log(`snoozes could not be ended: ${describeError(error)}`);
  }
}
