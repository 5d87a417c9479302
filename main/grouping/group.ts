/** The ways to group that an installation can be set to; the newest is the last. */
export const mechanisms = ['st1', 'st2'] as const;
export type Mechanism = (typeof mechanisms)[number];

/** What grouping finds out about an occurrence. */
export interface Group {
  /** The mechanism that made the keys; `client` when the client chose the key itself, `rule` when a rule of a person did. */
  mechanism: Mechanism | 'client' | 'rule';
  /** The fingerprint: occurrences of one scope with the same key are one item. */
  key: string;
  /** Further keys by which the occurrence belongs to an item that knows none of those before, strict ones first. */
  looserKeys: () => string[];
  /** How to find its template, when only its message tells what it is; else null. */
  template: MessageWords | null;
  /** Title for the item, at most 255 characters, never empty. */
  title: string;
  /** Where it happened, e.g. `src/cart.ts in total`; empty when nothing is known. At most 255 characters. */
  culprit: string;
}

export interface MessageWords {
  /** What all messages that a template may cover have in common. */
  family: string;
  /** The message, with `*` for data. */
  words: string[];
}
