import { expect, it } from 'vitest';
import { createCursor } from '../../../../renderer/state/cursor.svelte.ts';
import { rowOf } from '../stage.ts';

const list = [1, 2, 3, 4, 5].map((id) => rowOf({ id }));

it.each<[string, number | null, number, number]>([
  ['down from nowhere', null, 1, 1],
  ['up from nowhere', null, -1, 5],
  ['a page down from nowhere', null, 3, 3],
  ['down', 2, 1, 3],
  ['up at the top', 1, -1, 1],
  ['a page past the end', 4, 20, 5],
])('moves %s', (_name, ...[from, by, to]) => {
  const cursor = createCursor(() => list);
  cursor.select(from);
  cursor.move(by);
  expect(cursor.selectedId).toBe(to);
});

it('moves nowhere in an empty list', () => {
  const cursor = createCursor(() => []);
  cursor.move(1);
  cursor.last();
  expect(cursor.selectedId).toBeNull();
});

it('an action is about the checked rows in the order of the list, else the selected one', () => {
  const cursor = createCursor(() => list);
  cursor.select(4);
  expect(cursor.targets().map((row) => row.id)).toEqual([4]);
  cursor.toggleCheck(5);
  cursor.toggleCheck(2);
  expect(cursor.targets().map((row) => row.id)).toEqual([2, 5]);
  cursor.toggleCheck(5);
  expect([...cursor.checked]).toEqual([2]);
});

it('extending checks from where one stands', () => {
  const cursor = createCursor(() => list);
  cursor.select(2);
  cursor.extend(1);
  cursor.extend(1);
  expect([[...cursor.checked], cursor.selectedId]).toEqual([[2, 3, 4], 4]);
});

it('rows that leave lose their check and pass the selection on', () => {
  const cursor = createCursor(() => list);
  cursor.select(2);
  cursor.checkAll();
  cursor.leave(new Set([2, 3]));
  expect([[...cursor.checked], cursor.selectedId]).toEqual([[1, 4, 5], 4]);
});

it('clears everything', () => {
  const cursor = createCursor(() => list);
  cursor.select(2);
  cursor.toggleCheck();
  cursor.clear();
  expect([cursor.engaged, cursor.selectedId]).toEqual([false, null]);
});
