/** What clients configure for notifications, kept for them (rollbar.md 3.14). */
import type { NotificationShelf, ServiceLinkShelf } from '../protocols/library.ts';
import type { CollectorContext } from './collector.ts';

export function notificationShelf({ store }: CollectorContext): NotificationShelf {
  const { notifications, inTransaction } = store;
  const { settingsOf, rules, rule } = notifications;
  return {
    ...{ settingsOf, rules, rule },
    configure: (list, settings) =>
      inTransaction(() => {
        const all = { ...notifications.settingsOf(list), ...settings };
        notifications.configure(list, all);
        return all;
      }),
    add: (list, added, { isReplacing }) =>
      inTransaction(() => {
        if (isReplacing) notifications.removeAll(list);
        return added.map((each) => ({ ...each, id: notifications.add(list, each) }));
      }),
    change: (list, changed) => {
      inTransaction(() => {
        notifications.change(list, changed);
      });
    },
    remove: (list, id) => inTransaction(() => notifications.remove(list, id)),
  };
}

export function serviceLinkShelf({ store }: CollectorContext): ServiceLinkShelf {
  const { serviceLinks, inTransaction } = store;
  return {
    ...{ ofProject: serviceLinks.ofProject, byId: serviceLinks.byId },
    add: (projectId, link) => inTransaction(() => serviceLinks.add(projectId, link)),
    change: (projectId, link) => {
      inTransaction(() => {
        serviceLinks.change(projectId, link);
      });
    },
    remove: (projectId, id) => inTransaction(() => serviceLinks.remove(projectId, id)),
  };
}
