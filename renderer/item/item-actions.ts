/** What the buttons at the head of an item do. */
export interface ItemActions {
  onresolve: () => void;
  onversion: () => void;
  onsnooze: () => void;
  onmute: () => void;
  onassign: () => void;
  onlevel: () => void;
  onrename: () => void;
  /** Of an item that was deleted. */
  onbringback: () => void;
}
