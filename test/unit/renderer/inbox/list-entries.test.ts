import { expect, it } from 'vitest';
import { entriesOf, keyOf } from '../../../../renderer/inbox/list-entries.ts';
import { searchedWords } from '../../../../renderer/inbox/searched-words.ts';
import { rowOf } from '../stage.ts';

const rows = [
  [1, 1],
  [2, 1],
  [3, 2],
].map(([id = 0, projectId = 0]) => rowOf({ id, projectId }));

it('puts the name of its project above each group, and nothing otherwise', () => {
  expect(entriesOf(rows, true).map(keyOf)).toEqual(['g1', 'r1', 'r2', 'g3', 'r3']);
  expect(entriesOf(rows, false).map(keyOf)).toEqual(['r1', 'r2', 'r3']);
  expect(entriesOf([], true)).toEqual([]);
});

it('tells lines apart even when a project comes twice', () => {
  const mixed = entriesOf([...rows, rowOf({ id: 4, projectId: 1 })], true).map(keyOf);
  expect(new Set(mixed).size).toBe(mixed.length);
});

it('knows which texts of a search can be marked in rows', () => {
  expect(searchedWords('timeout "read timed" -health level:error title:cart%pay file:a.ts host:x')).toEqual([
    ...['timeout', 'read timed', 'cart', 'pay', 'a.ts'],
  ]);
});
