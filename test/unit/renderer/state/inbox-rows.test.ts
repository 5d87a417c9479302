import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  belongsTo,
  countArrivals,
  selectionAfter,
  usualEnvironment,
  withNextPage,
  withPutBack,
} from '../../../../renderer/state/inbox-rows.ts';
import { itemViews, type ItemRow } from '../../../../shared/item.ts';
import { rowOf, start } from '../stage.ts';

const rows = (...ids: number[]): ItemRow[] => ids.map((id) => rowOf({ id }));
const ids = (list: readonly ItemRow[]): number[] => list.map((row) => row.id);

it.each<[string, Partial<ItemRow>, string[]]>([
  ['active and not looked at', {}, ['active', 'new', 'all']],
  ['active and looked at', { viewedAt: start }, ['active', 'all']],
  ['resolved', { status: 'resolved' }, ['resolved', 'all']],
  ['snoozed', { snoozedAt: start - 1, snoozedUntil: start + 1 }, ['snoozed', 'all']],
  ['snoozed without an end', { snoozedAt: start - 1 }, ['snoozed', 'all']],
  ['awake again', { snoozedAt: start - 2, snoozedUntil: start }, ['active', 'new', 'all']],
  ['muted', { status: 'muted' }, ['muted', 'all']],
])('an item that is %s', (_name, change, views) => {
  expect(itemViews.filter((view) => belongsTo(view, rowOf({ id: 1, ...change }), start))).toEqual(views);
});

it.each<[string, ItemRow[], ItemRow[], boolean, number]>([
  ['new ones on top', rows(1, 2, 3), rows(8, 9, 1, 2, 3), false, 2],
  ['nothing new', rows(1, 2, 3), rows(3, 1, 2), false, 0],
  ['the next page is not new', rows(1, 2), rows(1, 2, 3, 4), false, 0],
  ['a new one between', rows(1, 2), rows(1, 9, 2, 3), false, 1],
  ['at the end of a list that is whole', rows(1, 2), rows(1, 2, 9), true, 1],
  ['in an empty list', [], rows(9), true, 1],
])('counts %s', (_name, ...[shown, fresh, whole, count]) => {
  expect(countArrivals(shown, fresh, whole)).toBe(count);
});

it('a page that overlaps adds what is missing only', () => {
  expect(ids(withNextPage(rows(1, 2, 3), rows(3, 4)))).toEqual([1, 2, 3, 4]);
});

it.each<[string, number | null, number[], number | null]>([
  ['none', null, [1], null],
  ['one that stays', 2, [1], 2],
  ['one that leaves: the next', 2, [2], 3],
  ['with its neighbours: the next that stays', 2, [2, 3], 4],
  ['at the end: the one before', 4, [4, 3], 2],
  ['with all', 2, [1, 2, 3, 4], null],
])('selects after %s', (_name, ...[selected, leaving, next]) => {
  expect(selectionAfter(rows(1, 2, 3, 4), selected, (id) => leaving.includes(id))).toBe(next);
});

it('rows that are put back stand where they stood, whatever came or went meanwhile', () => {
  expect(ids(withPutBack(rows(9, 1, 4), rows(3, 2), rows(1, 2, 3, 4)))).toEqual([9, 1, 2, 3, 4]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1 }), fc.infiniteStream(fc.boolean()), (all, coin) => {
      const before = rows(...all);
      const away = before.filter(() => coin.next().value);
      const staying = before.filter((row) => !away.includes(row));
      expect(ids(withPutBack(staying, away, before))).toEqual(all);
    }),
  );
});

it('the usual environment is the one that most have', () => {
  const at = (environment: string): ItemRow => rowOf({ id: 1, environment });
  expect(usualEnvironment([at('staging'), at('staging'), at('production')])).toBe('staging');
  expect(usualEnvironment([at('staging'), at('production')])).toBe('production');
  expect(usualEnvironment([])).toBeNull();
});
