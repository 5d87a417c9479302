/**
 * The search index moves to a file of its own, which is made of the reports in the background. What is to be forgotten
 * there is listed here, in the transaction that deletes it.
 */
import type { Database } from 'better-sqlite3';

export function moveSearch(db: Database): void {
  for (const table of tables) db.exec(`DROP TABLE ${table}`);
  db.exec(`
    CREATE TABLE forgotten_item (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item_id INTEGER NOT NULL
    ) STRICT;
  `);
}

const tables = [
  ...['report_text', 'word_part', 'text_document', 'word'],
  ...['item_fact', 'fact_value', 'fact_field'],
  ...['search_mark', 'search_again', 'search_item', 'search_project'],
];
