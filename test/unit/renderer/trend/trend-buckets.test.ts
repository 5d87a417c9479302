import { describe, expect, it } from 'vitest';
import { bucketsOf, marksOf, spanOf, summaryOf, tickOf } from '../../../../renderer/trend/trend-buckets.ts';
import type { TrendMark } from '../../../../shared/trend.ts';

const hourMs = 3_600_000;
/** Noon where the test runs, whatever its zone. */
const now = new Date(2026, 10, 18, 12, 30).getTime();
const thisHour = Math.floor(now / hourMs);
const countsOf = (...args: Parameters<typeof bucketsOf>): number[] => bucketsOf(...args).map(({ count }) => count);

describe('bars', () => {
  it('are hours for a day and for a week, the last being the current one', () => {
    const hours = [
      { hour: thisHour - 23, count: 5 },
      { hour: thisHour, count: 2 },
    ];
    const day = countsOf(hours, '24h', now);
    expect([day.length, day[0], day[22], day[23]]).toEqual([24, 5, 0, 2]);
    const week = countsOf(hours, '7d', now);
    expect([week.length, week.at(-24), week.at(-1)]).toEqual([168, 5, 2]);
  });

  it('are days of the calendar for a month, and leave out what is before it', () => {
    const midnight = new Date(2026, 10, 18).getTime();
    const yesterday = new Date(2026, 10, 17, 23).getTime();
    const hours = [
      { hour: thisHour - 24 * 40, count: 100 },
      { hour: Math.floor(yesterday / hourMs), count: 3 },
      { hour: Math.ceil(midnight / hourMs), count: 4 },
    ];
    const days = countsOf(hours, '30d', now);
    expect([days.length, days.at(-2), days.at(-1)]).toEqual([30, 3, 4]);
    expect(days.reduce((sum, count) => sum + count)).toBe(7);
  });

  it.each([
    [5, 5],
    [400, 58],
    [2000, 67],
  ])('since %d days ago they are few enough to be told apart', (days, atMost) => {
    const hours = [{ hour: thisHour - days * 24, count: 1 }];
    const buckets = bucketsOf(hours, 'all', now);
    expect(buckets.length).toBeLessThanOrEqual(atMost + 2);
    expect(buckets.length).toBeGreaterThan(1);
    expect(buckets[0]?.count).toBe(1);
    expect(buckets.at(-1)?.to).toBeGreaterThan(now);
    buckets.slice(1).forEach((bucket, index) => {
      expect(bucket.from).toBe(buckets[index]?.to);
    });
  });

  it('are one at least for an item that has just appeared', () => {
    expect(countsOf([{ hour: thisHour, count: 1 }], 'all', now)).toEqual([1]);
    expect(countsOf([], 'all', now)).toEqual([0]);
  });
});

describe('marks', () => {
  const buckets = bucketsOf([], '24h', now);
  const mark = (kind: TrendMark['kind'], at: number): TrendMark => ({ kind, at, version: '2.0', environment: 'p' });

  it('stand where they happened, deploys first in importance; those before the chart are left out', () => {
    const start = buckets[0]?.from ?? 0;
    const marks = [mark('version', start - 1), mark('version', start), mark('deploy', start + 1.5 * hourMs)];
    expect(marksOf(buckets, marks, [])).toEqual([
      { place: -0.5, words: 'first in 2.0', isMain: false },
      { place: 1, words: '2.0 deployed', isMain: true },
    ]);
  });

  it('tell what became of the item', () => {
    const activity = (['appeared', 'resolved', 'reactivated'] as const).map((kind, id) => ({
      ...{ id, itemId: 1, at: now - (3 - id) * hourMs, kind, by: 'person' as const, detail: {} },
    }));
    expect(marksOf(buckets, [], activity).map(({ words }) => words)).toEqual(['resolved', 'came back']);
  });
});

it('says in words what it shows', () => {
  const buckets = bucketsOf([{ hour: thisHour, count: 1234 }], '24h', now);
  const last = buckets.at(-1) ?? { from: 0, to: 0, count: 0 };
  const words = summaryOf(buckets, '24h', [{ place: 1, words: '2.0 deployed', isMain: true }]);
  expect(words).toBe(`1,234 occurrences in the last 24 hours; at most 1,234: ${spanOf(last)}; marked: 2.0 deployed`);
  expect(spanOf(last)).toMatch(/^18 Nov, \d\d:00 – \d\d:00$/);
  expect(tickOf(last, '7d')).toBe('18 Nov');
  const [day] = bucketsOf([], '30d', now).slice(-1);
  expect(day && spanOf(day)).toBe('18 Nov');
});
