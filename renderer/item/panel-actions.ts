/** What a person can do in the tabs of an item. */
import type { ItemName } from '../../shared/item.ts';

export interface PanelActions {
  openOccurrence: (id: number) => void;
  compare: () => void;
  /** The two that are compared change sides. */
  swap: () => void;
  /** Resolves with whether the note is written. */
  note: (text: string) => Promise<boolean>;
  removeNote: (noteId: number) => void;
  /** Asks for a rule that groups reports like this one in another way. */
  split: () => void;
  group: () => void;
  /** Gives a merged item back what is its own. */
  part: (member: ItemName) => void;
  /** Stores a part of the item's storms, or everything. */
  guardStorms: (on: boolean) => void;
}
