import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readQuery } from '../../../../../main/rql/rql.ts';
import { compileQuery } from '../../../../../main/store/rql/compile-query.ts';
import { addFunctions } from '../../../../../main/store/rql/sql-functions.ts';
import { now, openDatabase, type TestDatabase } from './a-database.ts';

let db: TestDatabase;
let reader: Database.Database;
beforeAll(() => {
  db = openDatabase();
  reader = new Database(db.path, { readonly: true });
  addFunctions(reader, () => null);
});
afterAll(async () => {
  reader.close();
  await db.close();
});

function compiled(text: string): ReturnType<typeof compileQuery> {
  const query = readQuery(text);
  if (query.kind !== 'select') throw new Error('no select');
  return compileQuery(query, { projectIds: [1], now });
}

/** The steps that SQLite takes, one a line. */
function planOf(text: string): string {
  const { sql, values } = compiled(text);
  const steps = reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[];
  return steps.map(({ detail }) => detail).join('\n');
}

const searched = (index: string): RegExp =>
  new RegExp(`SEARCH occurrence USING (COVERING )?(INDEX|INTEGER) ${index.replace(/[()?]/g, '\\$&')}`);

it.each([
  ['timestamp between 5 and 6 and context like "%a%"', 'occurrence_by_time (received_at>? AND received_at<?)'],
  ["timestamp = '5'", 'occurrence_by_time (received_at>? AND received_at<?)'],
  ["uuid = 'x'", 'sqlite_autoindex_occurrence_1 (project_id=? AND uuid=?)'],
  ['item.counter = 12', 'occurrence_by_item (item_id=?)'],
  ['item.counter in (12, 13)', 'occurrence_by_item (item_id=?)'],
  ['item.id = 12', 'occurrence_by_item (item_id=?)'],
  ['occurrence_id = 12', 'PRIMARY KEY (rowid=?)'],
])('%s is found by %s', (where, index) => {
  for (const columns of ['context', 'count(*)'])
    expect(planOf(`select ${columns} from item_occurrence where ${where}`)).toMatch(searched(index));
});

it('counts what came since a time by the index, and lists it from its newest end', () => {
  const since = 'from item_occurrence where timestamp > unix_timestamp() - 3600';
  expect(planOf(`select count(*) ${since}`)).toMatch(searched('occurrence_by_time (received_at>?)'));
  expect(planOf(`select context ${since}`)).not.toContain('TEMP B-TREE');
});

it('gives the newest rows without sorting, and reads no more tables than it has to', () => {
  expect(planOf('select context from item_occurrence')).not.toContain('TEMP B-TREE');
  expect(planOf('select count(*) from item_occurrence')).toMatch(/^SCAN occurrence[^\n]*$/);
  expect(planOf("select count(*) from item_occurrence where environment = 'x'")).not.toMatch(/item|project/);
});

it('asks columns before it reads a report', () => {
  const { sql } = compiled("select count(*) from item_occurrence where custom.a = 'b' and item.level > 30");
  expect(sql.indexOf('item.level')).toBeLessThan(sql.indexOf('rql_path'));
});

it('has no value of the query in its text', () => {
  const hostile = "x'); DROP TABLE item; --";
  const quoted = JSON.stringify(hostile);
  const { sql, values } = compiled(
    `select ${quoted} a, custom.secretpath, \`${hostile}\` from item_occurrence where lower(${quoted}) in (${quoted}, 4711)
     and uuid = ${quoted} and context like ${quoted} or timestamp > 4712 order by concat(${quoted}) limit 4713, 14`,
  );
  expect(sql).not.toMatch(/DROP|secretpath|471\d/);
  expect(Object.values(values)).toContain(hostile);
  expect(() => reader.prepare(sql)).not.toThrow();
});
