/** What was deleted can be brought back for a while; then it goes for good, a little at a time. */
import { deletedDays } from '../../shared/resolve-rules.ts';
import type { CollectorContext } from './collector.ts';
import type { Changes } from './changes.ts';

const dayMs = 24 * 3_600_000;

/** Erases what was deleted too long ago; between two steps others have a turn. A stop ends it; the next start goes on. */
export async function eraseDeleted(
  context: Pick<CollectorContext, 'store' | 'now'>,
  { changes, isStopped }: { changes: Pick<Changes, 'publish'>; isStopped: () => boolean },
): Promise<void> {
  const { store, now } = context;
  const before = now() - deletedDays * dayMs;
  for (;;) {
    const itemId = store.deletedItems.next(before);
    if (itemId === undefined || isStopped()) return;
    store.inTransaction(() => {
      store.deletedItems.begin(itemId);
    });
    while (!isStopped() && eraseStep(context, itemId)) await new Promise((resolve) => setImmediate(resolve));
    changes.publish({ itemIds: [itemId], projects: true });
  }
}

/** False when nothing of the item is left. */
function eraseStep({ store }: Pick<CollectorContext, 'store'>, itemId: number): boolean {
  return store.inTransaction(() => {
    const erased = store.deletedItems.eraseSome(itemId);
    for (const { projectId, uuid } of erased) store.replays.forgetOccurrence(projectId, uuid);
    if (erased.length > 0) return true;
    store.searchIndex.forgetItems([itemId]);
    store.deletedItems.finish(itemId);
    return false;
  });
}
