/** What grouping finds out about an occurrence. */
export interface Group {
  /** Version of the mechanism that made the key, e.g. `st1`. */
  mechanism: string;
  /** The fingerprint: occurrences of one scope with the same key are one item. */
  key: string;
  /** Title for the item, at most 255 characters, never empty. */
  title: string;
  /** Where it happened, e.g. `src/cart.ts in total`; empty when nothing is known. At most 255 characters. */
  culprit: string;
}
