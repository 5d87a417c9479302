/** Times for people: short ages under a day, then dates; the exact time is always one hover away. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `now`, `12 s`, `7 m`, `3 h`, then `18 Nov`, and `Nov ’24` for another year. Both in unix milliseconds. */
export function ageText(at: number, now: number): string {
  const age = now - at;
  if (age < 1000) return 'now';
  if (age < minute) return `${String(Math.floor(age / 1000))} s`;
  if (age < hour) return `${String(Math.floor(age / minute))} m`;
  if (age < day) return `${String(Math.floor(age / hour))} h`;
  const then = new Date(at);
  if (then.getFullYear() === new Date(now).getFullYear()) return dayOfYear.format(at);
  return `${month.format(at)} ’${String(then.getFullYear()).slice(-2)}`;
}

/** The age in a sentence: `12 s ago`, `on 18 Nov`. */
export function agoText(at: number, now: number): string {
  if (now - at >= day) return `on ${ageText(at, now)}`;
  return now - at < 1000 ? 'just now' : `${ageText(at, now)} ago`;
}

/** `21 Nov 2026, 10:42:07`, in the zone of the reader. */
export function exactTime(at: number): string {
  return exact.format(at);
}

/** `10:42`, in the zone of the reader. */
export function clockTime(at: number): string {
  return clock.format(at);
}

/** `18 Nov`, in the zone of the reader. */
export function dayText(at: number): string {
  return dayOfYear.format(at);
}

/** A length of time: `480 ms`, `38 s`, `38 min`, `5 h`, `12 days`. */
export function spanText(ms: number): string {
  if (ms < 1000) return `${String(Math.max(0, Math.round(ms)))} ms`;
  if (ms < minute) return `${String(Math.round(ms / 1000))} s`;
  if (ms < hour) return `${String(Math.round(ms / minute))} min`;
  if (ms < 2 * day) return `${String(Math.round(ms / hour))} h`;
  return `${String(Math.round(ms / day))} days`;
}
