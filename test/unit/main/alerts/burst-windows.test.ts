import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBurst, type BurstWindows } from '../../../../main/alerts/burst-windows.ts';

const minute = 60_000;
const rule = { count: 5, minutes: 2 };

it('tells of a burst once, and again after it has ended', () => {
  const windows: BurstWindows = new Map();
  const seen = (at: number, count: number): boolean => countBurst(windows, { itemId: 1, count, at }, rule);
  expect([seen(0, 3), seen(minute, 2), seen(minute + 1, 9), seen(2 * minute, 1)]).toEqual([false, true, false, false]);
  expect([seen(10 * minute, 4), seen(11 * minute, 1)]).toEqual([false, true]);
});

it('counts each item on its own, and forgets what was not seen for long', () => {
  const windows: BurstWindows = new Map();
  for (let itemId = 1; itemId <= 3000; itemId += 1)
    expect(countBurst(windows, { itemId, count: 4, at: 0 }, rule)).toBe(false);
  expect(windows.size).toBe(2000);
  expect(countBurst(windows, { itemId: 3000, count: 1, at: 1 }, rule)).toBe(true);
  expect(countBurst(windows, { itemId: 1, count: 4, at: 1 }, rule)).toBe(false);
});

it('is a burst exactly when the last minutes hold enough and did not before', () => {
  const steps = fc.array(fc.record({ after: fc.nat(3 * minute), count: fc.integer({ min: 1, max: 6 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, (list) => {
      const windows: BurstWindows = new Map();
      const all: { at: number; count: number }[] = [];
      const within = (now: number): number =>
        all.filter(({ at }) => at > now - rule.minutes * minute).reduce((sum, { count }) => sum + count, 0);
      let now = 0;
      let isTold = false;
      for (const { after, count } of list) {
        now += after;
        if (within(now) < rule.count) isTold = false;
        all.push({ at: now, count });
        const expected: boolean = !isTold && within(now) >= rule.count;
        isTold ||= expected;
        expect(countBurst(windows, { itemId: 7, count, at: now }, rule)).toBe(expected);
      }
    }),
  );
});
