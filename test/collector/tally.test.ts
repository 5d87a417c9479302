/** What reports add up to: nobody may see less than was answered, nor twice as much. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const person = (id: string): JsonObject => ({ id, username: `user ${id}`, email: `${id}@shop.example` });
const post = (id: string, more = {}): Promise<unknown> =>
  running.post(errorData({ code_version: '1.0', person: person(id), ...more }));

/** Everything that is counted, by the table it is in. */
function counted(): unknown {
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
  try {
    return {
      items: db.prepare('SELECT id, total_occurrences, people, last_occurrence_id FROM item').all(),
      hours: db.prepare('SELECT item_id, count FROM item_hour').all(),
      versions: db.prepare('SELECT name, item_id, count, first_occurrence_id FROM version JOIN item_version').all(),
      people: db.prepare('SELECT id, email FROM person ORDER BY id').all(),
    };
  } finally {
    db.close();
  }
}

const both = {
  items: [{ id: 1, total_occurrences: 3, people: 2, last_occurrence_id: 3 }],
  hours: [{ item_id: 1, count: 3 }],
  versions: [{ name: '1.0', item_id: 1, count: 3, first_occurrence_id: 1 }],
  people: [
    { id: 'a', email: 'a@shop.example' },
    { id: 'b', email: 'b@shop.example' },
  ],
};

it('shows a person and a program every report that was answered', async () => {
  for (const id of ['a', 'b', 'a']) await post(id);
  expect(await running.items()).toMatchObject([{ totalOccurrences: 3, people: 2 }]);
  await post('c');
  const { body } = await askApi(running, { path: '/item/1' });
  expect(body.result).toMatchObject({ total_occurrences: 4 });
});

it('counts what an earlier version was killed before counting, and nothing twice', async () => {
  await post('a');
  expect(await running.items()).toHaveLength(1);
  await post('b');
  await post('a');
  await running.collector.stop();
  // As a version left the folder that wrote the counts a moment after the reports, and was killed in between.
  const db = new Database(join(running.folder, 'stacktray.db'));
  db.exec(`
    UPDATE item SET total_occurrences = 1, occurrences_since_resolved = 1, people = 1, last_occurrence_id = 1;
    UPDATE item_hour SET count = 1;
    UPDATE item_version SET count = 1, last_occurrence_id = 1;
    DELETE FROM item_person WHERE person_id = 'b';
    DELETE FROM person WHERE id = 'b';
    INSERT OR REPLACE INTO setting (name, value) VALUES ('counted-occurrence', '1');
  `);
  db.close();
  await running.restart();
  expect(counted()).toEqual(both);
  await running.restart();
  expect(counted()).toEqual(both);
});

it('leaves the counts of a folder alone that was written before there was a mark', async () => {
  for (const id of ['a', 'b', 'a']) await post(id);
  await running.collector.stop();
  const db = new Database(join(running.folder, 'stacktray.db'));
  db.exec(`DELETE FROM setting WHERE name = 'counted-occurrence'`);
  db.close();
  await running.restart();
  expect(counted()).toEqual(both);
});

it('counts since it was resolved only what came after', async () => {
  await post('a');
  const at = running.clock.now;
  const resolve = {
    kind: 'resolve' as const,
    id: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d',
    at,
    itemIds: [1],
    inVersion: null,
  };
  await running.client.call('items.triage', { command: resolve });
  await post('a');
  await post('b');
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
  expect(await running.items()).toMatchObject([{ status: 'active', totalOccurrences: 3 }]);
  expect(db.prepare('SELECT occurrences_since_resolved AS since FROM item').get()).toEqual({ since: 2 });
  db.close();
});
