/** Shows what a decision will make of items at once, everywhere, and takes that back where the collector says otherwise. */
import type { ItemRow } from '../../shared/item.ts';
import type { createCounts } from './counts.svelte.ts';
import type { createInbox } from './inbox.svelte.ts';
import type { createItem } from './item.svelte.ts';
import type { Shown } from './triage.svelte.ts';
import { foreseen, type Wish } from './wishes.ts';

interface Parts extends Pick<Shown, 'nameOf'> {
  inbox: Pick<ReturnType<typeof createInbox>, 'foresee' | 'hold' | 'release'>;
  counts: Pick<ReturnType<typeof createCounts>, 'foresee' | 'hold' | 'release'>;
  item: Pick<ReturnType<typeof createItem>, 'foresee' | 'hold' | 'release'>;
  /** The item that is looked at beside the list. */
  peek: Parts['item'];
  /** Unix milliseconds. */
  now(): number;
}

export function createForesight({ inbox, counts, item, peek, now, nameOf }: Parts): Shown {
  return {
    foresee(items: readonly ItemRow[], wish: Wish) {
      const ids = new Set(items.map((each) => each.id));
      const at = now();
      const wished = items.map((each) => foreseen(each, wish, at));
      const back = [inbox, item, peek].map((shower) => shower.foresee(ids, wish));
      counts.foresee(items, wished);
      return (only) => {
        for (const takeBack of back) takeBack(only);
        const those = (rows: readonly ItemRow[]): ItemRow[] => rows.filter((each) => !only || only.has(each.id));
        counts.foresee(those(wished), those(items));
      };
    },
    hold() {
      for (const each of [inbox, counts, item, peek]) each.hold();
    },
    release(ids) {
      inbox.release(ids);
      for (const each of [counts, item, peek]) each.release();
    },
    nameOf,
  };
}
