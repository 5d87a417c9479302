/**
 * The tables of the search index: what is searched and counted of reports beside their columns. They live in a file of
 * their own, hold nothing that the reports do not say, and are never migrated: an index with other tables is made again.
 */
import type { Database } from 'better-sqlite3';

/** Goes up with every change of the tables, or of what is read of the reports. */
export const searchVersion = 1;

export function createSearchTables(db: Database): void {
  for (const sql of [progress, facts, text]) db.exec(sql);
}

const progress = `
  -- One row: reports up to this id have been read; of which items, the highest id.
  CREATE TABLE search_mark (
    occurrence_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    -- The last entry of the database's list of what is to be forgotten that has been done.
    forgotten_id INTEGER NOT NULL,
    -- Goes up whenever something is forgotten: what was read before may hold what has gone since.
    generation INTEGER NOT NULL,
    -- Something was forgotten, and its words are still to be taken out of the vocabulary.
    is_swept INTEGER NOT NULL
  ) STRICT;
  INSERT INTO search_mark VALUES (0, 0, 0, 0, 1);
  -- Items of which something was deleted: what is left of them is read again, up to where reading was.
  CREATE TABLE search_again (
    item_id INTEGER PRIMARY KEY,
    after_id INTEGER NOT NULL,
    until_id INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE search_item (
    item_id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL,
    -- How many of its reports have been read.
    occurrences INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE search_project (
    project_id INTEGER PRIMARY KEY,
    occurrences INTEGER NOT NULL
  ) STRICT;
`;

const facts = `
  CREATE TABLE fact_field (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- How many different values have been kept.
    kept INTEGER NOT NULL,
    UNIQUE (project_id, name)
  ) STRICT;
  CREATE INDEX fact_field_by_name ON fact_field (name);
  CREATE TABLE fact_value (
    id INTEGER PRIMARY KEY,
    field_id INTEGER NOT NULL,
    value TEXT NOT NULL COLLATE NOCASE,
    -- Reports of the project that have it.
    count INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    UNIQUE (field_id, value)
  ) STRICT;
  -- The value 0 stands for all beyond the most that are kept per field, and per item and field.
  CREATE TABLE item_fact (
    item_id INTEGER NOT NULL,
    field_id INTEGER NOT NULL,
    value_id INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (item_id, field_id, value_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX item_fact_by_value ON item_fact (value_id, item_id);
`;

/*
 * Words only, without their places: each word is there once per item, so phrases cannot be told anyway. Words are split
 * before they come here; the tokenizer has nothing left to do. The vocabulary finds words by a part of them.
 */
const text = `
  CREATE VIRTUAL TABLE report_text USING fts5 (
    message, frames, locals, request, custom, telemetry, other,
    content = '', contentless_delete = 1, detail = column, tokenize = 'ascii'
  );
  CREATE TABLE text_document (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE VIRTUAL TABLE word_part USING fts5 (
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
  );
`;
