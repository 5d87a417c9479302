import { afterAll, beforeAll, expect, it } from 'vitest';
import { itemPeople } from '../../../../../main/store/reads/item-people.ts';
import { createReader } from '../../../../../main/store/reads/reader.ts';
import type { Wanted } from '../../../../../main/store/reads/reads.ts';
import { openForReading } from '../../../../../main/store/rql/run-query.ts';
import { openDatabase, type TestDatabase } from '../rql/a-database.ts';

let db: TestDatabase;
let itemId: number;
beforeAll(() => {
  db = openDatabase();
  itemId = db.addItem();
  for (let count = 0; count < 10; count += 1) db.add(itemId, { person_id: `p${String(count % 2)}`, n: count });
});
afterAll(() => db.close());

const page = { ids: null, order: 'newest' as const, cursor: null, limit: 100 };
const wanted = (columns: string[]): Wanted<'occurrenceRows'> => ({ ...page, itemId, columns });

it('answers each question, however many are asked at once', async () => {
  const answers = await Promise.all([
    db.store.reader.ask('occurrenceRows', wanted(['n'])),
    db.store.reader.ask('itemPeople', { itemId }),
    db.store.reader.ask('occurrenceRows', { ...wanted([]), limit: 3 }),
  ]);
  expect(answers[0].rows.map(({ values }) => values[0])).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(answers[1].people.map(({ occurrences }) => occurrences)).toEqual([5, 5]);
  expect(answers[2].rows).toHaveLength(3);
});

it('says what a bug was, and goes on', async () => {
  const broken = null as unknown as Wanted<'occurrenceRows'>;
  await expect(db.store.reader.ask('occurrenceRows', broken)).rejects.toThrow('TypeError');
  expect((await db.store.reader.ask('occurrenceRows', wanted([]))).rows).toHaveLength(10);
});

it('lets nobody wait for an answer that cannot come any more', async () => {
  const reader = createReader(db.path);
  const answer = reader.ask('occurrenceRows', wanted([]));
  await Promise.all([expect(answer).rejects.toThrow('stopped'), reader.stop()]);
});

it('does not fail for good on a database that cannot be opened', async () => {
  const reader = createReader(`${db.path}.missing`);
  await expect(reader.ask('itemPeople', { itemId })).rejects.toThrow();
  await expect(reader.ask('itemPeople', { itemId })).rejects.toThrow();
  await reader.stop();
});

it('counts people in the newest occurrences only, and says so', () => {
  const reading = openForReading(db.path);
  const { people, counted } = itemPeople(reading, { itemId, limit: 3 });
  reading.close();
  expect(people.map(({ id, occurrences }) => [id, occurrences])).toEqual([
    ['p1', 2],
    ['p0', 1],
  ]);
  expect(counted).toBe(3);
});

it('reads of an export no more than one answer may carry', async () => {
  const large = db.addItem();
  for (let count = 0; count < 3; count += 1) db.add(large, { text: 'x'.repeat(2_500_000) });
  const first = await db.store.reader.ask('exportLines', { ...page, itemId: large });
  expect(first.lines).toHaveLength(2);
  const second = await db.store.reader.ask('exportLines', { ...page, itemId: large, cursor: first.next });
  expect([second.lines.length, second.next]).toEqual([1, null]);
});
