/** Occurrences for programs. */
import type { OccurrenceShelf } from '../protocols/library.ts';
import { readStored } from '../protocols/protocols.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import type { Symbols } from './symbols.ts';

export function occurrenceShelf(
  context: Pick<CollectorContext, 'store'> & { changes: Changes; symbols: Symbols },
): OccurrenceShelf {
  const { store, changes, symbols } = context;
  const { page, byId, byUuid, remove } = store.occurrencePages;
  return {
    page: (projectId, wanted) => page({ projectId, ...wanted }),
    ...{ byId, byUuid },
    textOf: store.bodies.read,
    inSource: (projectId, report, text) => {
      if (!symbols.hasMaps(projectId)) return null;
      const sent = readStored('rollbar', text, report);
      return Promise.resolve(symbols.map(projectId, sent, { code: true }));
    },
    remove: (report) => {
      store.inTransaction(() => {
        const projectId = store.items.byId(report.itemId)?.projectId;
        store.searchIndex.forgetItems([report.itemId]);
        remove(report);
        if (projectId !== undefined) store.replays.forgetOccurrence(projectId, report.uuid);
      });
      changes.publish({ itemIds: [report.itemId], projects: true });
    },
  };
}
