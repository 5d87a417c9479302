/** The few counts that stand outside of the window: in the tray and on the application's icon. */
import type { Overview } from '../../shared/alert-calls.ts';
import type { CollectorContext } from './collector.ts';

const everything = { view: 'all', projectId: null, environment: null, text: '' } as const;

/** `since` in unix milliseconds, usually the last midnight. */
export async function readOverview({ store, now }: CollectorContext, { since }: { since: number }): Promise<Overview> {
  const counts = store.itemListing.counts(everything, now());
  const appeared = await store.reader.ask('appearedSince', { since });
  return { active: counts.active, unviewed: counts.new, appeared };
}
