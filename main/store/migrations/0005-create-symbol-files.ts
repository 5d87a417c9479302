/** Symbol files. The same bytes are kept once, however many versions they were uploaded for. */
import type { Database } from 'better-sqlite3';

export function createSymbolFiles(db: Database): void {
  db.exec(`
    CREATE TABLE symbol_blob (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      -- Of the bytes as they were uploaded.
      sha256 BLOB NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      -- Raw deflate.
      packed BLOB NOT NULL
    ) STRICT;
    CREATE TABLE symbol_file (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      project_id INTEGER NOT NULL REFERENCES project (id),
      kind TEXT NOT NULL,
      version TEXT NOT NULL,
      identifier TEXT NOT NULL,
      -- Came in a bundle that forgets folders, so that any folder below its prefix may be meant.
      is_flat INTEGER NOT NULL DEFAULT 0,
      blob_id INTEGER NOT NULL REFERENCES symbol_blob (id),
      uploaded_at INTEGER NOT NULL,
      UNIQUE (project_id, kind, version, identifier)
    ) STRICT;
    CREATE INDEX symbol_file_by_project ON symbol_file (project_id, id);
    CREATE INDEX symbol_file_by_blob ON symbol_file (blob_id);
    CREATE TABLE symbol_source (
      file_id INTEGER NOT NULL REFERENCES symbol_file (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      blob_id INTEGER NOT NULL REFERENCES symbol_blob (id),
      PRIMARY KEY (file_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX symbol_source_by_blob ON symbol_source (blob_id);
  `);
}
