import { expect, it } from 'vitest';
import { commandOf, foreseen, isAsWished, withoutWish, wordsOf, type Wish } from '../../../../renderer/state/wishes.ts';
import { rowOf, start } from '../stage.ts';

const wishes: Wish[] = [
  { kind: 'resolve' },
  { kind: 'resolve', inVersion: '1.2' },
  { kind: 'mute' },
  { kind: 'delete' },
  { kind: 'set-level', level: 'critical' },
  { kind: 'set-title', title: 'Cart' },
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

it('a resolved item is not as wished while its version is another one', () => {
  const row = rowOf({ id: 1, status: 'resolved', resolvedInVersion: '1.1' });
  const isSo = (inVersion: string | null): boolean => isAsWished(row, { kind: 'resolve', inVersion }, start);
  expect(['1.1', '1.2', null].map(isSo)).toEqual([true, false, true]);
});

it('a deleted item that is brought back is in no view before the collector has said which', () => {
  const row = rowOf({ id: 1, status: 'archived', deletedAt: 5 });
  expect(isAsWished(row, { kind: 'bring-back' }, start)).toBe(false);
  expect(foreseen(row, { kind: 'bring-back' }, start)).toMatchObject({ status: 'archived', deletedAt: null });
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
  expect(commandOf({ kind: 'resolve', inVersion: '1.2' }, base)).toMatchObject({ kind: 'resolve', inVersion: '1.2' });
  expect(commandOf({ kind: 'set-title', title: 'Cart' }, base)).toEqual({ ...base, kind: 'set-title', title: 'Cart' });
  expect(commandOf({ kind: 'set-level', level: 'info' }, base)).toEqual({ ...base, kind: 'set-level', level: 'info' });
  expect(commandOf({ kind: 'wake' }, base)).toEqual({ ...base, kind: 'snooze', isOn: false, until: null });
  expect(commandOf({ kind: 'snooze', until: 7 }, base)).toEqual({ ...base, kind: 'snooze', isOn: true, until: 7 });
  expect(commandOf({ kind: 'assign', userId: null, name: null }, base)).toEqual({
    ...{ ...base, kind: 'assign', userId: null },
  });
});

it('says what was done', () => {
  expect(wordsOf({ kind: 'assign', userId: 3, name: 'Ada' }, '#1')).toBe('Assigned #1 to Ada');
  expect(wordsOf({ kind: 'assign', userId: null, name: null }, '2 items')).toBe('Assigned 2 items to nobody');
  expect(wordsOf({ kind: 'resolve', inVersion: '1.2' }, '#1')).toBe('Resolved #1 in 1.2');
  expect(wordsOf({ kind: 'set-level', level: 'info' }, '2 items')).toBe('Level of 2 items set to info');
  expect(wordsOf({ kind: 'set-title', title: 'Cart' }, '#1')).toBe('Renamed #1');
  expect(wordsOf({ kind: 'bring-back' }, '#1')).toBe('Brought back #1');
  expect(wordsOf({ kind: 'snooze', until: null }, '#1')).toBe('Snoozed #1');
  expect(wordsOf({ kind: 'snooze', until: new Date(2026, 10, 23, 9).getTime() }, '#1')).toBe(
    'Snoozed #1 until Mon 23 Nov, 09:00',
  );
});
