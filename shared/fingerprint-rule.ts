/** Rules by which a person groups the reports of a project, in Rollbar's form (rollbar.md 4.5). */
import type { JsonValue } from './json.ts';
import type { ItemName } from './regrouping.ts';

export const ruleOperators = [
  ...['eq', 'neq', 'in', 'nin', 'contains', 'icontains', 'ncontains', 'startswith', 'endswith'],
  ...['gt', 'gte', 'lt', 'lte', 'regex_match'],
] as const;

/** As it is pasted in and out. */
export interface FingerprintRule {
  condition: JsonValue;
  fingerprint: string;
  title?: string;
}

export interface KeptRule {
  isOn: boolean;
  rule: FingerprintRule;
}

/** The rules of a project, tried from the first to the last. */
export interface GroupingRules {
  projectId: number;
  /** Counts the changes; 0 while there was none. */
  version: number;
  /** Are fingerprints that clients choose left aside? */
  ignoresClient: boolean;
  rules: KeptRule[];
}

/** Items whose reports would all be in one. */
export interface RuleMerge {
  /** The oldest of them, which the others would go into. */
  item: ItemName;
  others: ItemName[];
  /** How many items are not among `others`. */
  more: number;
  occurrences: number;
}

/** An item whose reports would be in several. */
export interface RuleSplit {
  item: ItemName;
  /** How many it would be, itself counted. */
  parts: number;
  /** Occurrences that would leave it. */
  occurrences: number;
}

/** What rules would make of the newest stored occurrences of a project. */
export interface RulesPreview {
  looked: number;
  /** There are older ones, which were not looked at. */
  isPartial: boolean;
  /** Occurrences that a rule decides of. */
  matched: number;
  /** Items that those occurrences are in now, and would be in. */
  items: number;
  itemsAfter: number;
  /** Those of most occurrences. */
  merges: RuleMerge[];
  splits: RuleSplit[];
}
