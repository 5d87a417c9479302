import { expect, it } from 'vitest';
import { bucketsBy, isTimeZone, type Granularity } from '../../../../../../main/protocols/rollbar/api/time-buckets.ts';

it.each<[Granularity, string, string, string]>([
  ['second', 'UTC', '2026-03-04T05:06:07.890Z', '2026-03-04T05:06:07Z'],
  ['minute', 'UTC', '2026-03-04T05:06:07Z', '2026-03-04T05:06:00Z'],
  ['hour', 'Asia/Kolkata', '2026-03-04T05:06:07Z', '2026-03-04T04:30:00Z'],
  ['day', 'US/Pacific', '2026-03-04T05:06:07Z', '2026-03-03T08:00:00Z'],
  // The clock was set forward that night: the day began an hour "earlier".
  ['day', 'US/Pacific', '2026-03-08T20:00:00Z', '2026-03-08T08:00:00Z'],
  ['day', 'Europe/Berlin', '2026-10-25T22:30:00Z', '2026-10-24T22:00:00Z'],
  ['week', 'UTC', '2026-03-04T05:06:07Z', '2026-03-02T00:00:00Z'],
  ['week', 'UTC', '2026-03-01T23:59:59Z', '2026-02-23T00:00:00Z'],
  ['month', 'UTC', '2026-03-04T05:06:07Z', '2026-03-01T00:00:00Z'],
  ['quarter', 'UTC', '2026-06-04T05:06:07Z', '2026-04-01T00:00:00Z'],
  ['year', 'Pacific/Auckland', '2025-12-31T12:00:00Z', '2025-12-31T11:00:00Z'],
])('a %s in %s that holds %s begins at %s', (...[granularity, zone, at, start]) => {
  expect(new Date(bucketsBy(granularity, zone)(Date.parse(at))).toISOString()).toBe(new Date(start).toISOString());
});

it('knows time zones', () => {
  expect(['UTC', 'US/Pacific', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
});
