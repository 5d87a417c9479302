/** Times as clients write them: seconds, seconds with a fraction, or milliseconds (rollbar.md 2.3). */

/** More than this in seconds would be the year 5138: it is meant as milliseconds. */
const mostSeconds = 1e11;
/** More than this in milliseconds would be the year 5138 again. */
const mostMs = 1e14;

/** Unix milliseconds, or null when the number is no plausible time. */
export function timeInMs(time: number): number | null {
  if (time <= 0 || time > mostMs) return null;
  return Math.round(time > mostSeconds ? time : time * 1000);
}
