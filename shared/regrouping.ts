/** The change from an older way of grouping to the newer one, for a whole installation. */
import type { Item } from './item.ts';

/** `learning` to `counting`: under way. `taking-back` on the way back. */
export type RegroupingState =
  | 'none'
  | 'learning'
  | 'keying'
  | 'moving'
  | 'counting'
  | 'changed'
  | 'unkeying'
  | 'moving-back'
  | 'counting-back'
  | 'forgetting';

export type ItemName = Pick<Item, 'id' | 'counter' | 'title'>;

/** Items that become one, or one that becomes several. */
export interface RegroupingExample {
  kind: 'merge' | 'split';
  /** Of a merge the item that stays; of a split the item that loses occurrences. */
  item: ItemName;
  /** Of a merge the items that go into it. Of a split, none. */
  others: ItemName[];
  /** How many occurrences change their item. */
  occurrences: number;
}

export interface RegroupingPreview {
  state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Occurrences that were looked at, and that there are. */
  done: number;
  total: number;
  /** Only the first so many occurrences were looked at. */
  isPartial: boolean;
  /** Items before and after. */
  items: number;
  itemsAfter: number;
  /** Items whose occurrences all go to other items, and items of which only some do. */
  merged: number;
  split: number;
  examples: RegroupingExample[];
}

export interface Regrouping {
  /** How new reports are grouped. */
  mechanism: string;
  state: RegroupingState;
  /** Of the step that is under way; both 0 when none is. */
  done: number;
  total: number;
  /** Why it does not go on; null while it does. */
  problem: string | null;
  /** Null until one was asked for. */
  preview: RegroupingPreview | null;
  /** How many items are grouped the older way. */
  olderItems: number;
  /** Occurrences that the change has moved. */
  moved: number;
}
