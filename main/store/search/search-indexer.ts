/**
 * Writes the search index. Everything of a batch and the progress are written in one transaction, so that no report is
 * ever counted twice. Several connections may do so: who finds that another one has forgotten something meanwhile throws
 * away what it has read.
 */
import type { Database } from 'better-sqlite3';
import { openForReading } from '../rql/run-query.ts';
import type { IndexedBatch, ReadingTask } from './indexed-batch.ts';
import { openSearchFile, progressReader, searchPathOf, type SearchProgress } from './search-file.ts';
import { storedFacts, type StoredFacts } from './stored-facts.ts';
import { storedWords, type StoredWords } from './stored-words.ts';

export interface SearchIndexer {
  /** Forgets some of what the database has listed; false when there was nothing. */
  forget(): boolean;
  /** What to read next; null when everything has been read. */
  next(): PlannedReading | null;
  /** Writes what was read. Nothing is written when something has been forgotten since `next`. */
  write(planned: PlannedReading, batch: IndexedBatch): void;
  /** One step of cleaning up after forgetting; false when there is nothing to do. */
  sweep(): boolean;
  progress(): SearchProgress;
  close(): void;
}

export interface PlannedReading {
  task: ReadingTask;
  generation: number;
  /** Something was forgotten since the reading before: what items have had is not known any more. */
  isFresh: boolean;
}

interface Mark {
  occurrenceId: number;
  forgottenId: number;
  generation: number;
  isSwept: number;
}

/** Of what was listed, so many items are forgotten in one transaction. */
const forgottenAtOnce = 50;

/** For the database at this path, whose index is there already. */
export function openSearchIndexer(databasePath: string): SearchIndexer {
  const [db, reports] = [openSearchFile(searchPathOf(databasePath)), openForReading(databasePath)];
  const tools: Tools = { facts: storedFacts(db), words: storedWords(db), marks: markTable(db) };
  const { facts, words, marks } = tools;
  const plan = planner(db, reports);
  const together: Together = (work) => db.transaction(work).immediate();
  let generation = -1;
  let sweptTo = 0;
  return {
    forget: forgetter({ db, reports }, tools, together),
    next: () => {
      const mark = marks.read();
      const task = plan.next(mark);
      const isFresh = mark.generation !== generation;
      if (isFresh) {
        facts.clear();
        sweptTo = 0;
      }
      generation = mark.generation;
      return task && { task, generation, isFresh };
    },
    write: batchWriter(db, { ...tools, plan }, together),
    sweep: () =>
      together(() => {
        if (marks.read().isSwept === 1) return false;
        const next = words.sweep(sweptTo);
        sweptTo = next ?? 0;
        if (next === null) marks.swept();
        return true;
      }),
    progress: progressReader(db),
    close: () => {
      db.close();
      reports.close();
    },
  };
}

interface Tools {
  facts: StoredFacts;
  words: StoredWords;
  marks: MarkTable;
}

type Together = <Result>(work: () => Result) => Result;

function batchWriter(
  db: Database,
  { facts, words, marks, plan }: Tools & { plan: Planner },
  together: Together,
): SearchIndexer['write'] {
  const count = readCounter(db);
  return ({ task, generation }, batch) => {
    together(() => {
      if (marks.read().generation !== generation) return;
      for (const item of batch.items) {
        facts.add(item);
        words.add(item);
        count(item);
      }
      words.learn(batch.vocabulary);
      plan.advance(task, batch);
    });
  };
}

function forgetter(
  { db, reports }: { db: Database; reports: Database },
  { facts, words, marks }: Tools,
  together: Together,
): SearchIndexer['forget'] {
  const dropCounts = countDropper(db);
  const again = db.prepare<[number]>(
    `INSERT INTO search_again (item_id, after_id, until_id) SELECT ?, 0, occurrence_id FROM search_mark
     WHERE true ON CONFLICT DO UPDATE SET after_id = 0, until_id = excluded.until_id`,
  );
  const listed = reports.prepare<[number, number], { id: number; itemId: number }>(
    'SELECT id, item_id AS itemId FROM forgotten_item WHERE id > ? ORDER BY id LIMIT ?',
  );
  return () => {
    const entries = listed.all(marks.read().forgottenId, forgottenAtOnce);
    const last = entries.at(-1);
    if (!last) return false;
    together(() => {
      const itemIds = [...new Set(entries.map((entry) => entry.itemId))];
      for (const itemId of itemIds) {
        dropCounts(itemId);
        facts.forget(itemId);
        again.run(itemId);
      }
      words.forget(itemIds);
      marks.forgotten(last.id);
    });
    return true;
  };
}

interface MarkTable {
  read(): Mark;
  /** What the database has listed is done up to this entry. */
  forgotten(id: number): void;
  swept(): void;
}

function markTable(db: Database): MarkTable {
  const read = db.prepare<[], Mark>(
    `SELECT occurrence_id AS occurrenceId, forgotten_id AS forgottenId, generation, is_swept AS isSwept
     FROM search_mark`,
  );
  const forgotten = db.prepare<[number]>(
    'UPDATE search_mark SET forgotten_id = max(forgotten_id, ?), generation = generation + 1, is_swept = 0',
  );
  const swept = db.prepare('UPDATE search_mark SET is_swept = 1');
  return {
    read: () => read.get() ?? { occurrenceId: 0, forgottenId: 0, generation: 0, isSwept: 1 },
    forgotten: (id) => {
      forgotten.run(id);
    },
    swept: () => {
      swept.run();
    },
  };
}

interface Planner {
  next(mark: Mark): ReadingTask | null;
  advance(task: ReadingTask, batch: IndexedBatch): void;
}

function planner(db: Database, reports: Database): Planner {
  const newest = reports.prepare<[], number | null>('SELECT max(id) FROM occurrence').pluck();
  const again = db.prepare<[], { itemId: number; after: number; until: number }>(
    'SELECT item_id AS itemId, after_id AS after, until_id AS until FROM search_again ORDER BY item_id LIMIT 1',
  );
  const move = db.prepare<[number, number]>('UPDATE search_mark SET occurrence_id = ?, item_id = max(item_id, ?)');
  const moveAgain = db.prepare<[number, number]>('UPDATE search_again SET after_id = ? WHERE item_id = ?');
  const finishAgain = db.prepare<[number]>('DELETE FROM search_again WHERE item_id = ?');
  return {
    next: ({ occurrenceId: after }) => {
      if ((newest.get() ?? 0) > after) return { kind: 'new', after };
      const item = again.get();
      return item ? { kind: 'again', ...item } : null;
    },
    advance: (task, { items, lastId, hasMore }) => {
      if (task.kind === 'new') {
        if (lastId > 0) move.run(lastId, Math.max(0, ...items.map(({ itemId }) => itemId)));
      } else if (hasMore) moveAgain.run(lastId, task.itemId);
      else finishAgain.run(task.itemId);
    },
  };
}

function readCounter(db: Database): (item: IndexedBatch['items'][number]) => void {
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

function countDropper(db: Database): (itemId: number) => void {
  const subtract = db.prepare<[number]>(
    `UPDATE search_project SET occurrences = search_project.occurrences - search_item.occurrences FROM search_item
     WHERE search_item.item_id = ? AND search_item.project_id = search_project.project_id`,
  );
  const drop = db.prepare<[number]>('DELETE FROM search_item WHERE item_id = ?');
  return (itemId) => {
    subtract.run(itemId);
    drop.run(itemId);
  };
}
