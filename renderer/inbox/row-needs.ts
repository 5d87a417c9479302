/** What each row of the list needs from the screen around it. */
import type { ItemRow } from '../../shared/item.ts';

export interface RowNeeds {
  names: Names;
  /** What was searched for, to be marked where it stands in a row. */
  words: readonly string[];
  onresolve: (rows: readonly ItemRow[]) => void;
  onmute: (rows: readonly ItemRow[]) => void;
  onsnooze: (rows: readonly ItemRow[]) => void;
  /** Deletes, or brings back what is deleted. */
  ondelete: (rows: readonly ItemRow[]) => void;
}

/** What ids stand for. */
export interface Names {
  project: (id: number) => string;
  /** 1 to 5, for the project's dot. */
  dot: (id: number) => number;
  user: (id: number) => string;
}
