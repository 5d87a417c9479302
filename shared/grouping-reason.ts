/** Why an occurrence is in its item. */

/**
 * What was compared. `client`: the key that the client chose. `rule`: a rule of a person decided. `all`: the whole report, as the older way to group does.
 * The others are rules of the newer way, from strict to loose, each told in words on the item's page.
 */
export type GroupingRule =
  | 'client'
  | 'rule'
  | 'all'
  | 'stack'
  | 'line'
  | 'assertion'
  | 'message'
  | 'library'
  | 'wrapped'
  | 'class'
  | 'way'
  | 'template'
  | 'crash';

export interface GroupingReason {
  /** The mechanism that made the item's keys, e.g. `st2`. */
  mechanism: string;
  /** `first`: it started the item; `same`: the item knew its key; `alike`: its message is like the item's template. */
  match: 'first' | 'same' | 'alike';
  rule: GroupingRule;
  /** The frames that counted, crashing call first. */
  frames: CountedPlace[];
  /** The class and the words that counted, `*` for data; for a key of the client its parts. */
  words: string[];
}

/** A frame as it was compared. */
export interface CountedPlace {
  /** Class or end of the file's path, without what changes from release to release. */
  place: string;
  /** Empty for a function without a name. */
  method: string;
  /** Where in the report: the exception of the chain, and its frame. */
  exception: number;
  frame: number;
  /** 1-based, where the line counted; else null. */
  line: number | null;
}
