import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideInStorm, type StormWindow } from '../../../../main/triage/triage.ts';

const minute = 60_000;
const start = 1000 * minute;

/** How many of so many reports in the minute are stored. */
function pour(before: StormWindow | null, at: number, reports: number): { stored: number; window: StormWindow | null } {
  let window = before;
  let stored = 0;
  for (let n = 0; n < reports; n += 1) {
    const decided = decideInStorm(window, at);
    window = decided.window;
    if (decided.isStored) stored += 1;
  }
  return { stored, window };
}

it('stores the first hundred of a minute whole, then each tenth, then each hundredth', () => {
  expect(pour(null, start, 100).stored).toBe(100);
  expect(pour(null, start, 1000).stored).toBe(100 + 90);
  expect(pour(null, start, 10_000).stored).toBe(100 + 90 + 90);
});

it('tells when a storm began and its worst, as long as it lasts', () => {
  const first = pour(null, start, 2000);
  expect(first.window).toMatchObject({ since: start, oneOf: 100 });
  const second = pour(first.window, start + minute, 150);
  expect(second.window).toMatchObject({ since: start, oneOf: 100 });
  const third = pour(second.window, start + 2 * minute, 50);
  expect(third).toMatchObject({ stored: 50, window: { since: start } });
  expect(pour(third.window, start + 3 * minute, 101).window).toMatchObject({ since: start + 3 * minute, oneOf: 10 });
});

it('a storm is over after a minute without reports', () => {
  const { window } = pour(null, start, 500);
  expect(pour(window, start + 2 * minute, 1)).toMatchObject({ stored: 1, window: { since: null, oneOf: 1 } });
});

it('a clock that is put back does not begin a new hundred', () => {
  const { window } = pour(null, start, 500);
  expect(pour(window, start - 5 * minute, 10).stored).toBe(1);
});

it('never stores more than 280 of an item in 10,000 reports of a minute, and always the first hundred', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (reports) => {
      const { stored } = pour(null, start, reports);
      expect(stored).toBeGreaterThanOrEqual(Math.min(reports, 100));
      expect(stored).toBeLessThanOrEqual(Math.min(reports, 280));
    }),
    { numRuns: 30 },
  );
});
