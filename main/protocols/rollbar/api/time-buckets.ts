/** Cuts time into hours, days, weeks and so on, in a time zone. */

export const granularities = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Granularity = (typeof granularities)[number];

/** Start, in unix ms, of the unit of time that `at` is in. Weeks start on Monday. */
export type BucketOf = (at: number) => number;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `zone` is a name that `isTimeZone` knows. */
export function bucketsBy(granularity: Granularity, zone: string): BucketOf {
  const offsetAt = offsetsOf(zone);
  return (at) => {
    const start = startOf(granularity, new Date(at + offsetAt(at)));
    // The offset at the start may be another one: the clock may have been changed since.
    const guess = start - offsetAt(at);
    return start - offsetAt(guess);
  };
}

/** How far the zone's clock is ahead of UTC at a time, in ms. */
function offsetsOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', {
    ...({ timeZone: zone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric' } as const),
    ...({ hour: 'numeric', minute: 'numeric', second: 'numeric' } as const),
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}

/** `local` carries the zone's clock in its UTC fields; so does the answer. */
function startOf(granularity: Granularity, local: Date): number {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  switch (granularity) {
    case 'second':
      return Math.floor(local.getTime() / 1000) * 1000;
    case 'minute':
      return Math.floor(local.getTime() / 60_000) * 60_000;
    case 'hour':
      return Math.floor(local.getTime() / 3_600_000) * 3_600_000;
    case 'day':
      return Date.UTC(year, month, day);
    case 'week':
      return Date.UTC(year, month, day - ((local.getUTCDay() + 6) % 7));
    case 'month':
      return Date.UTC(year, month);
    case 'quarter':
      return Date.UTC(year, month - (month % 3));
    case 'year':
      return Date.UTC(year, 0);
  }
}
