/**
 * Overwrites the pages of the file that nothing uses: SQLite leaves there what was deleted. Rows of zeros take them, a
 * few at a time, until none is left, and then go. The file hardly grows by it.
 */
import type { Database } from 'better-sqlite3';

export interface FreePages {
  /** Overwrites some; false when there were none left and the zeros have gone. Runs inside a transaction. */
  wipeSome(): boolean;
}

const pagesAtATime = 64;
/** A page less what it needs for itself. */
const usedOfPage = 16;

export function freePages(db: Database): FreePages {
  const pageSize = db.pragma('page_size', { simple: true }) as number;
  const fill = db.prepare<[number]>('INSERT INTO blank (bytes) VALUES (zeroblob(?))');
  const drop = db.prepare<[number]>('DELETE FROM blank WHERE id IN (SELECT id FROM blank ORDER BY id LIMIT ?)');
  let isFull = false;
  return {
    wipeSome: () => {
      const free = db.pragma('freelist_count', { simple: true }) as number;
      // Dropping zeros makes free pages, too: those are clean.
      if (!isFull && free > 0) {
        fill.run(Math.min(free, pagesAtATime) * (pageSize - usedOfPage));
        return true;
      }
      isFull = drop.run(1).changes > 0;
      return isFull;
    },
  };
}
