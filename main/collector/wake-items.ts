/** Tells the page of items whose snooze ends by itself; nothing else changes then, so nothing else would tell. */
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';

const everyMs = 5000;

/** Looks now and then, until it is stopped. */
export function startWaking(context: CollectorContext, changes: Changes): { stop(): void } {
  let since = context.now();
  const timer = setInterval(() => {
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
