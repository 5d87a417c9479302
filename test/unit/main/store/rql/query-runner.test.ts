import { afterAll, beforeAll, expect, it } from 'vitest';
import { readQuery } from '../../../../../main/rql/rql.ts';
import type { RunningQuery } from '../../../../../main/store/rql/query-runner.ts';
import type { QueryRows } from '../../../../../main/store/rql/run-query.ts';
import { now, openDatabase, type TestDatabase } from './a-database.ts';

let db: TestDatabase;
beforeAll(() => {
  db = openDatabase();
  const item = db.addItem();
  for (let count = 0; count < 40; count += 1) db.add(item, { context: 'x' });
});
afterAll(() => db.close());

/** Compares a long text with a long pattern for each row: minutes of work. */
const endless = `select count(*) from item_occurrence
  where concat(context, '${'a'.repeat(25_000)}') like '${'%a'.repeat(12_000)}b'`;

function run(query: string, onStart?: () => void): RunningQuery<QueryRows> {
  return db.store.queries.run({ query: readQuery(query), projectIds: [1], now }, onStart);
}

it('answers from a thread, as often as it is asked', async () => {
  for (let time = 0; time < 3; time += 1) {
    const outcome = await run('select count(*) from item_occurrence').outcome;
    expect(outcome).toMatchObject({ kind: 'done', rows: { rows: '[[40]]' } });
  }
});

it('runs two at a time; a cancelled one ends at once and makes room for the next', async () => {
  const started: string[] = [];
  const start = (name: string, query = endless): RunningQuery<QueryRows> => run(query, () => started.push(name));
  const [first, second, third] = [start('first'), start('second'), start('third')];
  const last = start('last', 'select max(occurrence_id) from item_occurrence');
  expect(started).toEqual(['first', 'second']);
  third.cancel();
  expect(await third.outcome).toEqual({ kind: 'cancelled' });
  first.cancel();
  expect(await first.outcome).toEqual({ kind: 'cancelled' });
  expect(await last.outcome).toMatchObject({ kind: 'done', rows: { rows: '[[40]]' } });
  expect(started).toEqual(['first', 'second', 'last']);
  second.cancel();
  second.cancel();
  expect(await second.outcome).toEqual({ kind: 'cancelled' });
  expect(await run('show tables').outcome).toMatchObject({ kind: 'done' });
});

it('tells what a bug was', async () => {
  const broken = { kind: 'select' } as unknown as ReturnType<typeof readQuery>;
  const outcome = await db.store.queries.run({ query: broken, projectIds: [1], now }).outcome;
  expect(outcome).toMatchObject({ kind: 'failed', detail: expect.stringContaining('TypeError') as string });
});
