/** Bodies are packed together: those that came one after the other have most of their text in common. */
import type { Database } from 'better-sqlite3';

export function createBodyBlocks(db: Database): void {
  db.exec(`
    -- Bodies of a range of ids, compressed as one. Ranges never overlap.
    CREATE TABLE body_block (
      first_id INTEGER PRIMARY KEY,
      last_id INTEGER NOT NULL,
      -- How the bytes are to be read.
      encoding INTEGER NOT NULL,
      -- Goes up when bodies are taken out.
      revision INTEGER NOT NULL,
      -- Which bodies of the range are in the bytes, and how long each is.
      directory BLOB NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    -- Bodies that are still to be taken out of their block. One that packed_body has, too, is replaced by that.
    CREATE TABLE removed_body (
      occurrence_id INTEGER PRIMARY KEY
    ) STRICT;
    -- Occurrences are deleted in many ways, and none of them may leave its body behind.
    CREATE TRIGGER occurrence_leaves_block AFTER DELETE ON occurrence
    WHEN OLD.id <= (SELECT last_id FROM body_block WHERE first_id <= OLD.id ORDER BY first_id DESC LIMIT 1)
    BEGIN
      INSERT OR IGNORE INTO removed_body (occurrence_id) VALUES (OLD.id);
    END;
  `);
}
