import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type NewItem, type Store } from '../../../../main/store/store.ts';
import type { ItemSearch } from '../../../../shared/item-search.ts';
import { parseSearch } from '../../../../shared/search/parse-search.ts';

let folder: string;
let store: Store;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-search-'));
  store = openStore(folder, { now: () => 1, log: () => expect.unreachable() });
  const projectId = store.projects.create({ name: 'shop', namedBy: 'person', at: 5 });
  const environmentId = store.environments.idOf(projectId, 'production');
  const add = (title: string, more: Partial<NewItem> = {}): number => {
    const counter = store.projects.takeCounter(projectId);
    return store.items.create({
      ...{ projectId, environmentId, mechanism: 'st1', scope: '', fingerprint: `f${String(counter)}`, counter, title },
      ...{ protocol: 'rollbar', culprit: '', level: 'error', platform: null, language: null, framework: null },
      ...{ occurrenceId: 1, at: counter, ...more },
    });
  };
  add('RangeError: 100%_done');
  add('RangeError: 100 done');
  add('back\\slash', { framework: 'Rails: 7', language: 'ruby' });
  add('Ünïcode', { fingerprint: 'F1' });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const all: ItemSearch = {
  ...{ projectId: 1, statuses: [], levels: [], environments: [], frameworks: null, assigned: null, ids: null },
  ...{ isSnoozed: null, lastSeenFrom: null, lastSeenTo: null, terms: [] },
};
const find = (more: Partial<ItemSearch>): number[] =>
  store.itemSearch.find({ ...all, ...more }, { offset: 0, limit: 10, now: 1 }).items.map(({ id }) => id);

it.each<[string, number[]]>([
  ['100%done', [2, 1]],
  ['100_done', [2]],
  ['100*done', [2, 1]],
  ['"100%_"', [1]],
  ['100\\%\\_', [1]],
  ['back\\', [3]],
  ['back\\\\slash', [3]],
  ['"\'; DROP TABLE item; --"', []],
  ['-rangeerror', [4, 3]],
  ['title:"rangeerror: 100 done"', [2]],
  ['fingerprint:f1', [4, 1]],
  ['#3', [3]],
  ['has:comments', []],
  ['-framework:rails', [4, 2, 1]],
  ['is:active', [4, 3, 2, 1]],
  ['is:snoozed', []],
  ['count:0 people:0', [4, 3, 2, 1]],
  ['level:>error', []],
  ['project:shop', [4, 3, 2, 1]],
  ['assigned:nobody', [4, 3, 2, 1]],
  ['first:>=2026-01-01', []],
  ['uuid:x', []],
])('finds by %j', (text, ids) => {
  const { terms, problems } = parseSearch(text);
  expect(problems).toEqual([]);
  expect(find({ terms })).toEqual(ids);
});

it('finds by what clients named, of which there are few different pairs', () => {
  expect(store.itemSearch.frameworks(1)).toEqual(
    expect.arrayContaining([
      { framework: null, language: null },
      { framework: 'Rails: 7', language: 'ruby' },
    ]),
  );
  expect(find({ frameworks: [{ framework: 'Rails: 7', language: 'ruby' }] })).toEqual([3]);
  expect(find({ frameworks: [{ framework: null, language: null }] })).toEqual([4, 2, 1]);
  expect(find({ frameworks: [] })).toEqual([]);
});

it('counts all that are found, whatever the page', () => {
  const { items, total } = store.itemSearch.find(all, { offset: 3, limit: 2, now: 1 });
  expect({ ids: items.map(({ id }) => id), total }).toEqual({ ids: [1], total: 4 });
});

it('finds nothing in another project', () => {
  expect(find({ projectId: 2 })).toEqual([]);
  expect([store.itemSearch.byId(2, 1), store.itemSearch.byCounter(2, 1)]).toEqual([undefined, undefined]);
});
