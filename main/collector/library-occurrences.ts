/** Occurrences for programs. */
import type { OccurrenceShelf } from '../protocols/library.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';

export function occurrenceShelf({ store, changes }: CollectorContext & { changes: Changes }): OccurrenceShelf {
  const { page, byId, byUuid, remove } = store.occurrencePages;
  return {
    page: (projectId, wanted) => page({ projectId, ...wanted }),
    ...{ byId, byUuid },
    textOf: store.bodies.read,
    remove: (report) => {
      store.inTransaction(() => {
        const projectId = store.items.byId(report.itemId)?.projectId;
        remove(report);
        if (projectId !== undefined) store.replays.forgetOccurrence(projectId, report.uuid);
      });
      changes.publish({ itemIds: [report.itemId], projects: true });
    },
  };
}
