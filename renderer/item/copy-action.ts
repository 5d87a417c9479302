/** A line of the menu that copies an item, or sends it elsewhere. */
export interface CopyAction {
  id: string;
  words: string;
  caps: readonly string[];
  /** Stands apart from those before it. */
  apart?: boolean;
  disabled?: boolean;
  run: () => void;
}
