/** Searches are answered from indexes: facts by value, words by the full text, items by their ids when few are found. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allOf } from '../../../../../main/store/clause.ts';
import { openDatabase } from '../../../../../main/store/database.ts';
import { compileSearch, findsBySet } from '../../../../../main/store/search/compile-search.ts';
import { openForSearching, prepareSearchFile } from '../../../../../main/store/search/search-file.ts';
import { itemWords } from '../../../../../main/store/search/item-words.ts';
import { parseSearch } from '../../../../../shared/search/parse-search.ts';

let folder: string;
let db: Database;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-search-plans-'));
  const writer = openDatabase(join(folder, 'stacktray.db'), () => 1);
  prepareSearchFile(writer);
  db = openForSearching(writer.name);
  writer.close();
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function planOf(text: string): string {
  const { terms } = parseSearch(text);
  const scope = { now: 1, projectId: null, bareWords: 'anywhere', words: itemWords(db) } as const;
  const { sql, values } = allOf(compileSearch(terms, scope));
  const steps = db
    .prepare<unknown[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT * FROM item NOT INDEXED WHERE status = 1 AND ${sql} ORDER BY last_seen_at DESC LIMIT 9`,
    )
    .all(...values);
  return steps.map(({ detail }) => detail).join('; ');
}

it.each([
  ['host:web-1', 'fact_value USING COVERING INDEX sqlite_autoindex_fact_value_1 (field_id=? AND value>? AND value<?)'],
  ['host:"web-1"', 'fact_value USING COVERING INDEX sqlite_autoindex_fact_value_1 (field_id=? AND value=?)'],
  ['custom[tenant]:acme', 'fact_field USING COVERING INDEX'],
  ['custom[tenant]:acme', 'item_fact USING COVERING INDEX item_fact_by_value (value_id=?)'],
  ['kiwi mango', 'item USING INDEX item_by_locked_title'],
  ['kiwi', 'SCAN json_each VIRTUAL TABLE'],
  ['traceframe_local[cart]:kiwi', 'SCAN json_each VIRTUAL TABLE'],
  ['uuid:x', 'occurrence USING INDEX sqlite_autoindex_occurrence_1 (project_id=? AND uuid=?)'],
])('%j is answered with %s', (text, step) => {
  const plan = planOf(text);
  expect(plan).toContain('SEARCH item USING INTEGER PRIMARY KEY (rowid=?)');
  expect(plan).toContain(step);
});

it.each([
  ['kiwi', true],
  ['host:web', true],
  ['uuid:x', true],
  ['-kiwi', false],
  ['title:kiwi', false],
  ['is:new', false],
  ['environment:test', false],
  ['->', false],
])('whether %j names its items: %j', (text, expected) => {
  expect(parseSearch(text).terms.map(findsBySet)).toEqual([expected]);
});
