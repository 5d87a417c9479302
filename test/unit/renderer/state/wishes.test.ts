import { expect, it } from 'vitest';
import { commandOf, foreseen, isAsWished, withoutWish, wordsOf, type Wish } from '../../../../renderer/state/wishes.ts';
import { rowOf, start } from '../stage.ts';

const wishes: Wish[] = [
  { kind: 'resolve' },
  { kind: 'mute' },
  { kind: 'snooze', until: start + 1000 },
  { kind: 'snooze', until: null },
  { kind: 'assign', userId: 3, name: 'Ada' },
];

it.each(wishes)('an item is as wished once it was foreseen, and as before without it: $kind', (wish) => {
  const row = rowOf({ id: 1, reactivatedAt: 5 });
  expect(isAsWished(row, wish, start)).toBe(false);
  const after = foreseen(row, wish, start);
  expect(isAsWished(after, wish, start)).toBe(true);
  const since = { ...after, totalOccurrences: 9 };
  expect(withoutWish(since, row)).toEqual({ ...row, totalOccurrences: 9 });
});

it('a snooze that has ended is no snooze', () => {
  const row = rowOf({ id: 1, snoozedAt: start - 10, snoozedUntil: start });
  expect(isAsWished(row, { kind: 'snooze', until: start }, start)).toBe(false);
  expect(isAsWished(row, { kind: 'wake' }, start)).toBe(false);
  expect(foreseen(row, { kind: 'wake' }, start)).toMatchObject({ snoozedAt: null, snoozedUntil: null });
});

it('says each wish as a command of the contract', () => {
  const base = { id: 'x', at: start, itemIds: [1] };
  expect(commandOf({ kind: 'resolve' }, base)).toEqual({ ...base, kind: 'resolve', inVersion: null });
  expect(commandOf({ kind: 'wake' }, base)).toEqual({ ...base, kind: 'snooze', isOn: false, until: null });
  expect(commandOf({ kind: 'snooze', until: 7 }, base)).toEqual({ ...base, kind: 'snooze', isOn: true, until: 7 });
  expect(commandOf({ kind: 'assign', userId: null, name: null }, base)).toEqual({
    ...{ ...base, kind: 'assign', userId: null },
  });
});

it('says what was done', () => {
  expect(wordsOf({ kind: 'assign', userId: 3, name: 'Ada' }, '#1')).toBe('Assigned #1 to Ada');
  expect(wordsOf({ kind: 'assign', userId: null, name: null }, '2 items')).toBe('Assigned 2 items to nobody');
  expect(wordsOf({ kind: 'snooze', until: null }, '#1')).toBe('Snoozed #1');
  expect(wordsOf({ kind: 'snooze', until: new Date(2026, 10, 23, 9).getTime() }, '#1')).toBe(
    'Snoozed #1 until Mon 23 Nov, 09:00',
  );
});
