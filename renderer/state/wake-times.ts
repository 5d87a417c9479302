/** When a snooze may end. Pure; days and hours are those of the reader. */

/** The hour of the day at which a day's snooze ends. */
const morning = 9;
const hourMs = 3_600_000;

export interface WakeTime {
  words: string;
  /** Unix milliseconds; null: until somebody wakes it. */
  until: number | null;
}

/** The usual choices, soonest first. `now` in unix milliseconds. */
export function wakeTimes(now: number): WakeTime[] {
  return [
    { words: '1 hour', until: now + hourMs },
    { words: 'Tomorrow', until: morningAfter(now, 1) },
    { words: 'Next week', until: morningAfter(now, daysToMonday(now)) },
    { words: 'Until I wake it', until: null },
  ];
}

/** The morning of a day as a date field gives it (`2026-11-30`); null when that is no day or has begun already. */
export function morningOf(day: string, now: number): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return null;
  const [year = 0, month = 0, date = 0] = parts.slice(1).map(Number);
  const at = new Date(year, month - 1, date, morning).getTime();
  return at > now ? at : null;
}

const written = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
} as const);

/** `Mon 23 Nov, 09:00`, in the zone of the reader. */
export function dayAndTime(at: number): string {
  return written.format(at).replace(/^(\w+),/, '$1');
}

/** Days are counted in the calendar, since a day is not always 24 hours long. */
function morningAfter(now: number, days: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, morning).getTime();
}

function daysToMonday(now: number): number {
  return (8 - new Date(now).getDay()) % 7 || 7;
}
