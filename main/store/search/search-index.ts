/**
 * What has been read of the reports for searching, and how far. Everything of a batch and the progress are written in
 * one transaction, so that no report is ever counted twice.
 */
import type { Database } from 'better-sqlite3';
import type { IndexedBatch, ReadingTask } from './indexed-batch.ts';
import { storedFacts } from './stored-facts.ts';
import { storedWords } from './stored-words.ts';

export interface SearchIndex {
  /** The database's file, for the thread that reads reports. */
  path: string;
  /** How many reports are still to be read, at most: ids of deleted ones count, too. */
  behind(): number;
  /** What to read next; null when everything has been read. */
  nextTask(): ReadingTask | null;
  /** Writes what was read for the task. `generation` is the one that `generation()` had before reading. */
  write(task: ReadingTask, batch: IndexedBatch, generation: number): 'written' | 'outdated';
  /** Changes whenever something is forgotten: what was read before may hold what has gone since. */
  generation(): number;
  /**
   * To be called in the transaction that deletes reports of these items, or the items: nothing of them is found any more
   * until what is left has been read again.
   */
  forgetItems(itemIds: readonly number[]): void;
  /** One step of cleaning up after forgetting; false when there is nothing to do. */
  sweep(): boolean;
}

interface Mark {
  occurrenceId: number;
  itemId: number;
  isSwept: number;
}

export function searchIndex(db: Database): SearchIndex {
  const facts = storedFacts(db);
  const words = storedWords(db);
  const progress = progressOf(db);
  const forget = forgetter(db, { facts, words });
  let generation = 0;
  let sweptTo = 0;
  const forgetItems = (itemIds: readonly number[]): void => {
    if (itemIds.length === 0) return;
    generation += 1;
    sweptTo = 0;
    forget(itemIds);
  };
  return {
    path: db.name,
    behind: progress.behind,
    nextTask: progress.nextTask,
    generation: () => generation,
    write: (task, batch, readIn) => {
      if (readIn !== generation) return 'outdated';
      for (const item of batch.items) {
        facts.add(item);
        words.add(item);
        progress.count(item);
      }
      words.learn(batch.vocabulary);
      progress.advance(task, batch);
      return 'written';
    },
    forgetItems,
    sweep: () => {
      if (progress.mark().isSwept === 1) return false;
      const next = words.sweep(sweptTo);
      sweptTo = next ?? 0;
      if (next === null) progress.setSwept();
      return true;
    },
  };
}

interface Progress extends Pick<SearchIndex, 'behind' | 'nextTask'> {
  mark(): Mark;
  count(item: IndexedBatch['items'][number]): void;
  advance(task: ReadingTask, batch: IndexedBatch): void;
  setSwept(): void;
}

function progressOf(db: Database): Progress {
  const read = db.prepare<[], Mark>(
    'SELECT occurrence_id AS occurrenceId, item_id AS itemId, is_swept AS isSwept FROM search_mark',
  );
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM occurrence').pluck();
  const again = db.prepare<[], { itemId: number; after: number; until: number }>(
    'SELECT item_id AS itemId, after_id AS after, until_id AS until FROM search_again ORDER BY item_id LIMIT 1',
  );
  const queued = db.prepare<[], number>('SELECT count(*) FROM search_again').pluck();
  const move = db.prepare<[number, number]>('UPDATE search_mark SET occurrence_id = ?, item_id = max(item_id, ?)');
  const moveAgain = db.prepare<[number, number]>('UPDATE search_again SET after_id = ? WHERE item_id = ?');
  const finishAgain = db.prepare<[number]>('DELETE FROM search_again WHERE item_id = ?');
  const setSwept = db.prepare('UPDATE search_mark SET is_swept = 1');
  const mark = (): Mark => read.get() ?? { occurrenceId: 0, itemId: 0, isSwept: 1 };
  return {
    mark,
    behind: () => Math.max(0, (newest.get() ?? 0) - mark().occurrenceId) + (queued.get() ?? 0),
    nextTask: () => {
      const after = mark().occurrenceId;
      if ((newest.get() ?? 0) > after) return { kind: 'new', after };
      const item = again.get();
      return item ? { kind: 'again', ...item } : null;
    },
    count: readCounter(db),
    advance: (task, { items, lastId, hasMore }) => {
      if (task.kind === 'new') {
        if (lastId > 0) move.run(lastId, Math.max(0, ...items.map(({ itemId }) => itemId)));
      } else if (hasMore) moveAgain.run(lastId, task.itemId);
      else finishAgain.run(task.itemId);
    },
    setSwept: () => {
      setSwept.run();
    },
  };
}

function readCounter(db: Database): Progress['count'] {
  const ofItem = db.prepare<[number, number, number]>(
    `INSERT INTO search_item (item_id, project_id, occurrences) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET occurrences = occurrences + excluded.occurrences`,
  );
  const ofProject = db.prepare<[number, number]>(
    `INSERT INTO search_project (project_id, occurrences) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET occurrences = occurrences + excluded.occurrences`,
  );
  return ({ itemId, projectId, occurrences }) => {
    ofItem.run(itemId, projectId, occurrences);
    ofProject.run(projectId, occurrences);
  };
}

function forgetter(
  db: Database,
  { facts, words }: { facts: { forget(itemId: number): void }; words: { forget(itemId: number): void } },
): SearchIndex['forgetItems'] {
  const subtract = db.prepare<[number]>(
    `UPDATE search_project SET occurrences = search_project.occurrences - search_item.occurrences FROM search_item
     WHERE search_item.item_id = ? AND search_item.project_id = search_project.project_id`,
  );
  const drop = db.prepare<[number]>('DELETE FROM search_item WHERE item_id = ?');
  const queue = db.prepare<[number]>(
    `INSERT INTO search_again (item_id, after_id, until_id) SELECT ?, 0, occurrence_id FROM search_mark
     WHERE true ON CONFLICT DO UPDATE SET after_id = 0, until_id = excluded.until_id`,
  );
  const setUnswept = db.prepare('UPDATE search_mark SET is_swept = 0');
  return (itemIds) => {
    for (const itemId of itemIds) {
      subtract.run(itemId);
      drop.run(itemId);
      facts.forget(itemId);
      words.forget(itemId);
      queue.run(itemId);
    }
    setUnswept.run();
  };
}
