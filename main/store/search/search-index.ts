/**
 * The database's end of the search index, which lives in a file of its own and is written by a thread. What is to be
 * forgotten is listed here, in the transaction that deletes it, so that no crash can come between the two.
 */
import type { Database } from 'better-sqlite3';
import { beginSearchFile, prepareSearchFile, searchPathOf, type SearchProgress } from './search-file.ts';

export interface SearchIndex {
  /** The database's file, for the threads that read reports. */
  path: string;
  /** How many reports are still to be read, at most: ids of deleted ones count, too. */
  behind(): number;
  /**
   * To be called in the transaction that deletes reports of these items, or the items: the index forgets all of them, and
   * reads again what is left.
   */
  forgetItems(itemIds: readonly number[]): void;
  /** The thread has come so far: what is done leaves the list. */
  progressed(progress: SearchProgress): void;
  /** Begins the index anew. Nobody may have its file open. */
  rebuild(): void;
}

/** Begins the index first when there is none that can be used. */
export function searchIndex(db: Database): SearchIndex {
  let progress = prepareSearchFile(db);
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM occurrence').pluck();
  const list = db.prepare<[number]>('INSERT INTO forgotten_item (item_id) VALUES (?)');
  const listed = db.prepare<[number], number>('SELECT count(*) FROM forgotten_item WHERE id > ?').pluck();
  const isDone = db.prepare<[number], number>('SELECT 1 FROM forgotten_item WHERE id <= ?').pluck();
  const drop = db.prepare<[number]>('DELETE FROM forgotten_item WHERE id <= ?');
  return {
    path: db.name,
    behind: () =>
      Math.max(0, (newest.get() ?? 0) - progress.occurrenceId) +
      progress.again +
      (listed.get(progress.forgottenId) ?? 0),
    forgetItems: (itemIds) => {
      for (const itemId of itemIds) list.run(itemId);
    },
    progressed: (now) => {
      progress = now;
      if (isDone.get(now.forgottenId) !== undefined) drop.run(now.forgottenId);
    },
    rebuild: () => {
      progress = beginSearchFile(searchPathOf(db.name));
    },
  };
}
