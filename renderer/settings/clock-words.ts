/** Times of the day as fields and sentences have them. */

/** Minutes after midnight as `HH:MM`. */
export function clockOfMinute(minute: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Minutes after midnight of `HH:MM`; null for anything else. */
export function minuteOfClock(text: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(hours) < 24 && Number(minutes) < 60 ? minute : null;
}

/** Until when it is paused, as a sentence says it: the time, with its day when that is another one. */
export function pauseWords(until: number, now: number): string {
  const at = new Date(until);
  const time = clockOfMinute(at.getHours() * 60 + at.getMinutes());
  const isToday = at.toDateString() === new Date(now).toDateString();
  return isToday ? time : `${at.toLocaleDateString('en-GB', { weekday: 'long' })} ${time}`;
}

/** Eight o'clock of the next day, unix ms. */
export function tomorrowMorning(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 1);
  return date.setHours(8, 0, 0, 0);
}
