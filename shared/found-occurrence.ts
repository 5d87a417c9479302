/** What the explorer of occurrences is answered. Times are unix milliseconds. */
import type { OccurrenceRow } from './occurrence-row.ts';
import type { HourCount } from './report.ts';

/** An occurrence with what is told of its item. */
export interface FoundOccurrence extends OccurrenceRow {
  itemId: number;
  projectId: number;
  title: string;
}

/** So many reports are read for one page; one that found fewer than wanted has to be continued at `next`. */
export interface FoundOccurrences {
  rows: FoundOccurrence[];
  next: string | null;
  /** When the last one arrived that was looked at; null when all have been. */
  searchedTo: number | null;
}

/** Occurrences per hour, from counts of items. */
export interface ScopeHours {
  hours: HourCount[];
  /** False when the search asks for something in the reports: then these are all occurrences of items that have it. */
  isExact: boolean;
}
