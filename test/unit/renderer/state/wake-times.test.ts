import { expect, it } from 'vitest';
import { dayAndTime, morningOf, wakeTimes } from '../../../../renderer/state/wake-times.ts';

// Days are those of the reader's zone, so the test names its days in that zone, too.
const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();

it('offers an hour, tomorrow morning, the morning of next Monday, and no end', () => {
  const saturday = at(21, 15);
  expect(wakeTimes(saturday).map(({ until }) => until)).toEqual([saturday + 3_600_000, at(22, 9), at(23, 9), null]);
});

it.each([
  [22, 23],
  [23, 30],
  [24, 30],
  [28, 30],
])('next week begins after 2026-11-%s on 2026-11-%s', (day, monday) => {
  expect(wakeTimes(at(day, 8)).find(({ words }) => words === 'Next week')?.until).toBe(at(monday, 9));
});

it('reads the morning of a day that is still to come', () => {
  expect(morningOf('2026-11-22', at(21, 15))).toBe(at(22, 9));
  expect(morningOf('2026-11-21', at(21, 15))).toBeNull();
  expect(morningOf('', at(21, 15))).toBeNull();
  expect(morningOf('tomorrow', at(21, 15))).toBeNull();
});

it('writes a day without its year', () => {
  expect(dayAndTime(at(23, 9))).toBe('Mon 23 Nov, 09:00');
});
