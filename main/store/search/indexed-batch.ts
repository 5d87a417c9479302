/** What was read of some reports, ready to be written: counts are added up per item, so that a storm costs little. */
import type { WordColumn } from '../../../shared/search/word-columns.ts';

export interface IndexedItem {
  itemId: number;
  projectId: number;
  /** How many reports were read. */
  occurrences: number;
  /** Unix milliseconds of the latest. */
  lastSeenAt: number;
  facts: IndexedFact[];
  /** Words that the item may not have had yet, with spaces between; null when there are none. */
  text: Record<WordColumn, string> | null;
}

export type IndexedFact = [field: string, value: string, reports: number];

export interface IndexedBatch {
  items: IndexedItem[];
  /** Words that the vocabulary may not have yet. */
  vocabulary: string[];
  /** The last report that was read; 0 when there was none. */
  lastId: number;
  /** Are there more behind it? */
  hasMore: boolean;
}

/** What is to be read: what is new, or an item of which something was deleted. */
export type ReadingTask =
  { kind: 'new'; after: number } | { kind: 'again'; itemId: number; after: number; until: number };
