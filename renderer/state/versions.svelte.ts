/** Versions, the one that is looked at with its items, and the one that it is compared with. */
import type { VersionEvent } from '../../shared/version.ts';
import { createItemPart } from './item-part.svelte.ts';
import { createPagedList } from './paged-list.svelte.ts';
import type { VersionsRoute } from './release-route.ts';
import type { Surroundings } from './surroundings.ts';

export type Versions = ReturnType<typeof createVersions>;

export function createVersions({ client, later }: Surroundings) {
  const list = createPagedList((wanted) => client.call('versions.list', wanted), later);
  let openId = $state<number | null>(null);
  let event = $state<VersionEvent>('new');
  const detail = createItemPart((id) => client.call('versions.get', { id }), later);
  const items = createItemPart(async (id) => {
    const asked = event;
    return { event: asked, rows: await client.call('versions.items', { id, event: asked }) };
  }, later);
  const other = createItemPart((id) => client.call('versions.get', { id }), later);
  const otherItems = createItemPart((id) => client.call('versions.items', { id, event: 'new' }), later);

  return {
    list,
    detail,
    /** The version that it is compared with, and what is new in that one. */
    other,
    otherItems,
    get openId() {
      return openId;
    },
    get event() {
      return event;
    },
    /** The items that the version means `event` to; null until they are there. */
    get items() {
      return items.found?.event === event ? items.found.rows : null;
    },
    /** Two versions are compared by what is new in each. */
    open({ id, event: wanted, withId }: Pick<VersionsRoute, 'id' | 'event' | 'withId'>) {
      const isOtherEvent = event !== (wanted ?? 'new');
      openId = id;
      event = wanted ?? 'new';
      detail.show(id);
      if (isOtherEvent && id !== null) items.retry();
      items.show(id);
      other.show(withId ?? null);
      otherItems.show(withId ?? null);
    },
    refresh() {
      list.refresh();
      for (const part of [detail, items, other, otherItems]) part.refresh();
    },
  };
}
