import { afterAll, beforeAll, expect, it } from 'vitest';
import { storedBodies } from '../../../../../main/store/rql/stored-bodies.ts';
import { openForReading } from '../../../../../main/store/rql/run-query.ts';
import { openDatabase, type TestDatabase } from './a-database.ts';

let db: TestDatabase;
beforeAll(() => {
  db = openDatabase();
});
afterAll(() => db.close());

/** The value at the path in an occurrence whose kept text is `text`. */
function valueIn(text: string, path: string): unknown {
  const id = db.store.occurrences.nextId();
  const environmentId = db.store.environments.idOf(db.projectId, 'production');
  db.store.occurrences.insert(id, {
    ...{ projectId: db.projectId, itemId: db.addItem(), uuid: `b${String(id)}`, protocol: 'rollbar', environmentId },
    ...{ level: 'error', release: null, personId: null, occurredAt: 1, receivedAt: 2, remoteAddress: '' },
  });
  db.store.bodies.write(id, text);
  const reader = openForReading(db.path);
  const value = storedBodies(reader)(id, path);
  reader.close();
  return value;
}

it.each([
  ['{"data":{"a":{"b":[{"c":"x"}]}}}', 'a.b.0.c', 'x'],
  ['{"data":{"a":{"b":true}}}', 'a', '{"b":true}'],
  ['{"data":{"a":[1]}}', 'a.01', null],
  ['{"data":{"a":"text"}}', 'a.0', null],
  ['{"data":{"__proto__":{"x":1}}}', '__proto__.x', 1],
  ['{"data":{}}', 'toString', null],
  ['{"data":null}', 'a', null],
  ['[1]', '0', null],
  ['{"data":{"a":', 'a', null],
  ['', 'a', null],
])('%s at %s', (text, path, value) => {
  expect(valueIn(text, path)).toBe(value);
});

it('survives a report that is nested deeper than the stack', () => {
  const deep = `{"data":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
  const value = valueIn(deep, 'a');
  expect(value === null || (typeof value === 'string' && value.startsWith('['))).toBe(true);
});
