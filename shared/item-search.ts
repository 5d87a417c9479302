/** Which items of a project somebody asks for: filters that are all to hold, and terms that a person typed. */
import type { ItemRecord, ItemStatus } from './item.ts';
import type { Level } from './level.ts';

export interface ItemSearch {
  projectId: number;
  /** Empty lists do not filter. */
  statuses: ItemStatus[];
  levels: Level[];
  environments: string[];
  /** As clients sent them; null does not filter, an empty list finds nothing. */
  frameworks: SentFramework[] | null;
  assigned: Assigned | null;
  ids: number[] | null;
  isSnoozed: boolean | null;
  /** Unix milliseconds, both included: when it occurred last. */
  lastSeenFrom: number | null;
  lastSeenTo: number | null;
  terms: SearchTerm[];
}

/** How a report named what it was made with. */
export interface SentFramework {
  framework: string | null;
  language: string | null;
}

export type Assigned = 'somebody' | 'nobody' | { userIds: number[]; teamIds: number[] };

export const searchFields = [
  ...(['title', 'fingerprint', 'environment', 'platform', 'language', 'framework', 'version'] as const),
  ...(['person-id', 'person-username', 'person-email'] as const),
] as const;
export type SearchField = (typeof searchFields)[number];

/** Texts are compared without regard to case. */
export type SearchTerm =
  | {
      field: SearchField;
      text: string;
      match: 'exact' | 'prefix' | 'infix';
      /** Do `%` and `_` stand for any text and any character, and `\` for the plain one behind it? */
      hasWildcards: boolean;
    }
  | { field: 'counter'; counter: number }
  | { field: 'level'; levels: Level[] }
  | { field: 'status'; statuses: ItemStatus[] }
  | { field: 'uuid'; uuid: string }
  /** What no item here has, such as a comment. */
  | { field: 'none' };

export interface FoundItems {
  /** Latest occurrence first. */
  items: ItemRecord[];
  /** How many there are in all. */
  total: number;
}
