/** Which items of a project somebody asks for: filters that are all to hold, and terms that a person typed. */
import type { ItemRecord, ItemStatus } from './item.ts';
import type { Level } from './level.ts';
import type { QueryTerm } from './search/search-query.ts';

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
  /** Words without a field are looked for in titles. */
  terms: QueryTerm[];
}

/** How a report named what it was made with. */
export interface SentFramework {
  framework: string | null;
  language: string | null;
}

export type Assigned = 'somebody' | 'nobody' | { userIds: number[]; teamIds: number[] };

export interface FoundItems {
  /** Latest occurrence first. */
  items: ItemRecord[];
  /** How many there are in all. */
  total: number;
}
