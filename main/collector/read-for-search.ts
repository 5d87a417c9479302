/** Makes of stored reports what the search index is to know of them. Words that an item has had already are left out. */
import type { ColumnWords } from '../search/search.ts';
import { factsOf, wordsOf } from '../search/search.ts';
import { canHoldParts } from '../../shared/search/tokens.ts';
import { wordColumns } from '../../shared/search/word-columns.ts';
import { readStored } from '../protocols/protocols.ts';
import type { IndexedBatch, IndexedItem, ReadReport, ReadingTask } from '../store/store.ts';
import { seenWords, type SeenWords } from './seen-words.ts';

export interface SearchReader {
  /** `isFresh` when something was forgotten since the last call: what items have had is not known any more. */
  read(task: ReadingTask, isFresh: boolean): IndexedBatch;
}

/** Many, since what they have in common is written once; not so many that a stop has to wait for long. */
const most = { reports: 256, characters: 1_500_000 };

/** `next` gives the reports of a task, in order. */
export function createSearchReader(next: (task: ReadingTask, limits: typeof most) => ReadReport[]): SearchReader {
  const seen = seenWords();
  return {
    read: (task, isFresh) => {
      if (isFresh) seen.clear();
      const reports = next(task, most);
      const gathered = new Map<number, Gathered>();
      const vocabulary: string[] = [];
      for (const report of reports) gather(report, { gathered, seen, vocabulary });
      return {
        items: [...gathered.values()].map(asIndexed),
        vocabulary,
        lastId: reports.at(-1)?.id ?? 0,
        hasMore: reports.length > 0,
      };
    },
  };
}

interface Gathered {
  itemId: number;
  projectId: number;
  occurrences: number;
  lastSeenAt: number;
  /** How many reports have it, by field and value. */
  facts: Map<string, Map<string, number>>;
  words: ColumnWords;
}

interface Gathering {
  gathered: Map<number, Gathered>;
  seen: SeenWords;
  vocabulary: string[];
}

function gather(report: ReadReport, { gathered, seen, vocabulary }: Gathering): void {
  const { itemId, projectId, receivedAt } = report;
  const occurrence = readStored(report.protocol, report.text, report);
  let item = gathered.get(itemId);
  if (!item) {
    item = { itemId, projectId, occurrences: 0, lastSeenAt: 0, facts: new Map(), words: noWords() };
    gathered.set(itemId, item);
  }
  item.occurrences += 1;
  item.lastSeenAt = Math.max(item.lastSeenAt, receivedAt);
  for (const { field, value } of factsOf(occurrence)) {
    const values = item.facts.get(field) ?? new Map<string, number>();
    item.facts.set(field, values.set(value, (values.get(value) ?? 0) + 1));
  }
  const words = wordsOf(occurrence);
  for (const column of wordColumns) {
    for (const word of words[column]) {
      if (!seen.isNewToItem(itemId, `${column} ${word}`)) continue;
      item.words[column].add(word);
      if (canHoldParts(word) && seen.isNewToAll(word)) vocabulary.push(word);
    }
  }
}

function noWords(): ColumnWords {
  return Object.fromEntries(wordColumns.map((column) => [column, new Set<string>()])) as ColumnWords;
}

function asIndexed({ facts, words, ...item }: Gathered): IndexedItem {
  const text = Object.fromEntries(wordColumns.map((column) => [column, [...words[column]].join(' ')]));
  return {
    ...item,
    facts: [...facts].flatMap(([field, values]) =>
      [...values].map(([value, reports]): [string, string, number] => [field, value, reports]),
    ),
    text: wordColumns.every((column) => words[column].size === 0) ? null : (text as IndexedItem['text']),
  };
}
