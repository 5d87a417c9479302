/**
 * What is searched and counted of reports beside their columns: facts with counts per item and project, and a full text
 * per item. All of it is made of the reports in the background, and can be made again.
 */
import type { Database } from 'better-sqlite3';

export function createSearch(db: Database): void {
  db.exec(progress);
  db.exec(facts);
  db.exec(text);
  db.exec(saved);
}

const progress = `
  -- One row: reports up to this id have been read; of which items, the highest id.
  CREATE TABLE search_mark (
    occurrence_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    -- Something was forgotten, and its words are still to be taken out of the vocabulary.
    is_swept INTEGER NOT NULL
  ) STRICT;
  INSERT INTO search_mark VALUES (0, 0, 1);
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
  CREATE INDEX text_document_by_item ON text_document (item_id);
  CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE VIRTUAL TABLE word_part USING fts5 (
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
  );
  CREATE INDEX item_by_locked_title ON item (id) WHERE title_locked = 1;
`;

const saved = `
  CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- JSON: view, project, environment and the text.
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
`;
