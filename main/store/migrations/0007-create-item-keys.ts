/** Keys by which occurrences find their item, the one that did, and the templates of messages. */
import type { Database } from 'better-sqlite3';

export function createItemKeys(db: Database): void {
  db.exec(`
    CREATE TABLE item_key (
      project_id INTEGER NOT NULL REFERENCES project (id),
      -- 16 bytes made of mechanism, scope and key.
      hash BLOB NOT NULL,
      item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
      PRIMARY KEY (project_id, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX item_key_by_item ON item_key (item_id);
    CREATE TABLE message_template (
      id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL REFERENCES project (id),
      -- 16 bytes made of mechanism, scope and what the template's messages have in common.
      family BLOB NOT NULL,
      item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
      -- JSON: a list of words.
      words TEXT NOT NULL
    ) STRICT;
    -- Which of its keys the item knew, counted from the strictest; -1: its message was like a template; NULL: none.
    ALTER TABLE occurrence ADD COLUMN matched_key INTEGER;
    CREATE INDEX message_template_by_family ON message_template (project_id, family, id);
    CREATE INDEX message_template_by_item ON message_template (item_id);
  `);
}
