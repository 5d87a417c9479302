import { expect, it } from 'vitest';
import { chipOf, nameOf, weightOf } from '../../../../renderer/inbox/row-facts.ts';
import type { ItemRow, ItemView } from '../../../../shared/item.ts';
import { rowOf, start } from '../stage.ts';

const old = { firstSeenAt: start - 48 * 3_600_000 };

it.each<[string, Partial<ItemRow>, ItemView, string | null]>([
  ['a new one', {}, 'active', 'new'],
  ['a new one among new ones', {}, 'new', null],
  ['one that was looked at', { viewedAt: start }, 'active', null],
  ['one that is old', old, 'active', null],
  ['one that came back', { ...old, reactivatedAt: start }, 'active', 'reactivated'],
  ['one that came back, among new ones', { ...old, reactivatedAt: start }, 'new', 'reactivated'],
  ['a resolved one among its like', { status: 'resolved' }, 'resolved', null],
  ['a version is news', { status: 'resolved', resolvedInVersion: '4.17' }, 'resolved', 'resolved in 4.17'],
  ['a resolved one among all', { status: 'resolved' }, 'all', 'resolved'],
  ['a muted one among all', { status: 'muted' }, 'all', 'muted'],
])('%s', (_name, ...[change, view, words]) => {
  expect(chipOf(rowOf({ id: 1, ...change }), view, start)?.words ?? null).toBe(words);
});

it('weight is unread', () => {
  const lastSeenAt = start - 100;
  expect(weightOf(rowOf({ id: 1 }))).toBe('unseen');
  expect(weightOf(rowOf({ id: 1, viewedAt: start - 200, lastSeenAt }))).toBe('known');
  expect(weightOf(rowOf({ id: 1, viewedAt: start, lastSeenAt }))).toBe('seen');
  expect(weightOf(rowOf({ id: 1, viewedAt: start - 200, lastActivatedAt: start - 150 }))).toBe('unseen');
  expect(weightOf(rowOf({ id: 1, status: 'muted' }))).toBe('known');
});

it('the name of a row begins with its title', () => {
  const row = rowOf({ id: 12, title: 'KeyError:\n"cart"', totalOccurrences: 1284 });
  expect(nameOf(row, 'storefront', { tone: 'new', words: 'new' })).toBe(
    'KeyError: "cart", new, error, storefront #12, production, 1,284 occurrences',
  );
});
