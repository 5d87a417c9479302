/** Whether it is a time at which nothing is told. */
import type { QuietHours } from '../../shared/alert.ts';

/** `minute` counts from midnight. The hours begin with `from` and end before `to`; equal ones are the whole day. */
export function isQuiet(hours: QuietHours | null, minute: number): boolean {
  if (hours === null) return false;
  const { from, to } = hours;
  if (from < to) return minute >= from && minute < to;
  return minute >= from || minute < to;
}
