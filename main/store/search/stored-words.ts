/** Writes the full text: documents of items, and the vocabulary in which words are found by a part of them. */
import type { Database } from 'better-sqlite3';
import { wordColumns } from '../../../shared/search/word-columns.ts';
import type { IndexedItem } from './indexed-batch.ts';

export interface StoredWords {
  add(item: Pick<IndexedItem, 'itemId' | 'text'>): void;
  learn(vocabulary: readonly string[]): void;
  /** Looks through all documents, which is seldom wanted: an index by item would be a tenth of the text. */
  forget(itemIds: readonly number[]): void;
  /**
   * Takes out of the vocabulary what no document has any more, some words at a time, from behind the word with this id,
   * and at last out of the parts of the index on disk. Says where to go on, null at the end; 0 is the beginning.
   */
  sweep(after: number): number | null;
}

const sweptAtOnce = 500;

export function storedWords(db: Database): StoredWords {
  const document = db.prepare<[number]>('INSERT INTO text_document (item_id) VALUES (?)');
  const insert = db.prepare<(number | bigint | string)[]>(
    `INSERT INTO report_text (rowid, ${wordColumns.join(', ')}) VALUES (?${', ?'.repeat(wordColumns.length)})`,
  );
  const word = db.prepare<[string]>('INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING');
  const part = db.prepare<[number | bigint, string]>('INSERT INTO word_part (rowid, text) VALUES (?, ?)');
  const documents = db
    .prepare<[string], number>('SELECT id FROM text_document WHERE item_id IN (SELECT value FROM json_each(?))')
    .pluck();
  const dropText = db.prepare<[number]>('DELETE FROM report_text WHERE rowid = ?');
  const dropDocument = db.prepare<[number]>('DELETE FROM text_document WHERE id = ?');
  return {
    add: ({ itemId, text }) => {
      if (text === null) return;
      insert.run(document.run(itemId).lastInsertRowid, ...wordColumns.map((column) => text[column]));
    },
    learn: (vocabulary) => {
      for (const text of vocabulary) {
        const { changes, lastInsertRowid } = word.run(text);
        if (changes > 0) part.run(lastInsertRowid, text);
      }
    },
    forget: (itemIds) => {
      for (const id of documents.all(JSON.stringify(itemIds))) {
        dropText.run(id);
        dropDocument.run(id);
      }
    },
    sweep: sweeper(db),
  };
}

/** Where the vocabulary is done, and the parts of the index are being merged. */
const merging = -1;
const pagesAtOnce = 200;

function sweeper(db: Database): StoredWords['sweep'] {
  const some = db.prepare<[number, number], { id: number; text: string }>(
    'SELECT id, text FROM word WHERE id > ? ORDER BY id LIMIT ?',
  );
  const used = db.prepare<[string], number>('SELECT 1 FROM report_text WHERE report_text MATCH ? LIMIT 1').pluck();
  const drop = db.prepare<[number]>('DELETE FROM word WHERE id = ?');
  const dropPart = db.prepare<[number]>('DELETE FROM word_part WHERE rowid = ?');
  const merge = merger(db);
  return (after) => {
    if (after === merging) return merge(pagesAtOnce) ? merging : null;
    const words = some.all(after, sweptAtOnce);
    for (const { id, text } of words) {
      if (used.get(`"${text}"`) !== undefined) continue;
      dropPart.run(id);
      drop.run(id);
    }
    const last = words.at(-1);
    if (last && words.length === sweptAtOnce) return last.id;
    // A negative number of pages makes one level of all parts; deleted words stay in old parts until they are merged.
    merge(-pagesAtOnce);
    return merging;
  };
}

/** Merges a little; false when there was nothing to merge, which SQLite says by changing less than two rows. */
function merger(db: Database): (pages: number) => boolean {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const steps = ['report_text', 'word_part'].map((table) =>
    db.prepare<[number]>(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`),
  );
  return (pages) =>
    steps
      .map((step) => {
        const before = changes.get() ?? 0;
        step.run(pages);
        return (changes.get() ?? 0) - before >= 2;
      })
      .some(Boolean);
}
