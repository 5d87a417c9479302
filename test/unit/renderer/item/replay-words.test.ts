import { expect, it } from 'vitest';
import { clockText, latestUntil, momentText, timedEvents, timeIn } from '../../../../renderer/item/replay-words.ts';
import type { TelemetryEvent } from '../../../../shared/occurrence.ts';

const span = { startsAt: 1000, endsAt: 13_000 };

it('writes a time as a clock does', () => {
  expect([0, 7999, 760_000, 3_723_000, -5].map(clockText)).toEqual(['0:00', '0:07', '12:40', '1:02:03', '0:00']);
});

it('says where a moment is, seen from the error', () => {
  expect(momentText(span, 7000, 10_000)).toBe('0:07 of 0:12, 2.0 s before the error');
  expect(momentText(span, 9020, 10_000)).toBe('0:09 of 0:12, at the error');
  expect(momentText(span, 12_000, 10_000)).toBe('0:12 of 0:12, 3.0 s after the error');
});

it('finds the place of a moment, or the end that is nearest', () => {
  expect([500, 1000, 4000, 99_000].map((at) => timeIn(span, at))).toEqual([0, 0, 3000, 12_000]);
});

it('orders what has a time, and keeps the latest of it', () => {
  const event = (at: number | null): TelemetryEvent => ({ at, type: 'log', level: 'info', source: null, body: {} });
  const events = timedEvents([event(30), event(null), event(10), event(20)], 2);
  expect(events.map(({ at, index }) => [at, index])).toEqual([
    [20, 3],
    [30, 0],
  ]);
  expect([15, 20, 99].map((moment) => latestUntil(events, moment))).toEqual([-1, 0, 1]);
});
