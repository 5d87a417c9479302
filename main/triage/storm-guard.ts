/**
 * How much is stored of an item that gets very many reports: the first hundred of a minute whole, then each tenth, from
 * the thousandth on each hundredth. Pure; the caller keeps the window in memory, one per item.
 */

export interface StormWindow {
  /** Unix minutes. */
  minute: number;
  /** Reports of that minute so far. */
  seen: number;
  /** When reports were left out first in this storm, unix ms; null: there is none. */
  since: number | null;
  /** Of so many reports one was stored at the worst of the storm. */
  oneOf: number;
}

/** Reports of a minute that are stored whole, and from which on even less is stored. */
export const calmPerMinute = 100;
const wildPerMinute = 1000;
const minuteMs = 60_000;

/** Is the report that comes at `at` (unix ms) stored, or only counted? A storm ends with a calm minute. */
export function decideInStorm(before: StormWindow | null, at: number): { isStored: boolean; window: StormWindow } {
  const window = windowAt(before, Math.floor(at / minuteMs));
  window.seen += 1;
  const oneOf = window.seen <= calmPerMinute ? 1 : window.seen <= wildPerMinute ? 10 : 100;
  if (oneOf === 1) return { isStored: true, window };
  window.since ??= at;
  window.oneOf = Math.max(window.oneOf, oneOf);
  return { isStored: window.seen % oneOf === 0, window };
}

/** A clock that was put back stays in the minute that it was in. */
function windowAt(before: StormWindow | null, minute: number): StormWindow {
  if (before === null) return { minute, seen: 0, since: null, oneOf: 1 };
  if (minute <= before.minute) return { ...before };
  const goesOn = minute === before.minute + 1 && before.seen > calmPerMinute;
  return { minute, seen: 0, since: goesOn ? before.since : null, oneOf: goesOn ? before.oneOf : 1 };
}
