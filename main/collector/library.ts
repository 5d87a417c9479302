/** What programs read and change over the protocols' APIs: the same store that the page shows. */
import type { Library, ReportShelf } from '../protocols/library.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { deployShelf } from './library-deploys.ts';
import { itemShelf } from './library-items.ts';
import { memberShelf } from './library-members.ts';
import { notificationShelf, serviceLinkShelf } from './library-notifications.ts';
import { occurrenceShelf } from './library-occurrences.ts';
import { replayShelf } from './library-replays.ts';
import type { Symbols } from './symbols.ts';

export function createLibrary(context: CollectorContext & { changes: Changes; symbols: Symbols }): Library {
  const { store } = context;
  return {
    items: itemShelf(context),
    occurrences: occurrenceShelf(context),
    deploys: deployShelf(context),
    versions: { find: store.versions.find, items: store.versions.items },
    reports: reportShelf(context),
    symbols: context.symbols.shelf,
    replays: replayShelf(context),
    notifications: notificationShelf(context),
    serviceLinks: serviceLinkShelf(context),
    environments: store.environments.page,
    members: memberShelf(context),
    projectName: (projectId) => store.projects.byId(projectId)?.name ?? '',
  };
}

function reportShelf({ store }: CollectorContext): ReportShelf {
  const { topItems, ...rest } = store.reports;
  return {
    ...rest,
    topItems: (wanted) =>
      topItems(wanted).map(({ item, occurrences, hours }) => {
        const counts = new Array<number>(wanted.lastHour - wanted.firstHour + 1).fill(0);
        for (const { hour, count } of hours) counts[hour - wanted.firstHour] = count;
        return { item, occurrences, counts };
      }),
  };
}
