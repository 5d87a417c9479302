/**
 * From arrivals to notifications. A few are shown one by one; when they come faster they are held and told of together,
 * so that a storm is one summary now and one every few minutes. Quiet hours hold as well, and end with one summary.
 */
import type { Alert, AlertSettings } from '../../shared/alert.ts';
import { itemAlert, summaryAlert } from './alert-words.ts';
import type { Arrival } from './arrival.ts';
import type { BurstWindows } from './burst-windows.ts';
import { heldItems, hold, type Held, type Tellable } from './held.ts';
import { isQuiet } from './quiet-hours.ts';
import { reasonFor } from './reason.ts';

/** What is remembered from one step to the next. */
export interface AlertMemory {
  windows: Readonly<BurstWindows>;
  /** When notifications about single items were shown within the last minute, unix ms. */
  shownAt: readonly number[];
  held: Held | null;
  heldSilently: Held | null;
  /** When many were last told of together, unix ms; null when never. */
  summedUpAt: number | null;
}

export const nothingTold: AlertMemory = {
  ...{ windows: new Map(), shownAt: [], held: null, heldSilently: null, summedUpAt: null },
};

/** So many notifications about single items are shown within a minute. */
const mostPerMinute = 3;
const minuteMs = 60_000;
/** So long a storm is gathered before it is told of, and so long it is told of no more then. */
const gatherMs = 10_000;
const summaryPauseMs = 300_000;

export interface AlertMoment {
  settings: AlertSettings;
  /** Unix ms. */
  now: number;
  /** After midnight where the person is. */
  minute: number;
}

/**
 * One step: to be called with what arrived, and without while `memory` holds something back. While notifications are
 * switched off or paused everything is forgotten.
 */
export function decideAlerts(
  memory: AlertMemory,
  arrivals: readonly Arrival[],
  moment: AlertMoment,
): { memory: AlertMemory; alerts: Alert[] } {
  const { settings, now } = moment;
  if (!settings.isOn || (settings.pausedUntil ?? 0) > now) return { memory: nothingTold, alerts: [] };
  const windows: BurstWindows = new Map(memory.windows);
  const tellable = arrivals.flatMap((arrival): Tellable[] => {
    const reason = reasonFor(arrival, { settings, at: now }, windows);
    return reason === null ? [] : [{ arrival, reason }];
  });
  const next = { ...memory, windows };
  if (isQuiet(settings.quiet, moment.minute)) return { memory: silence(next, tellable, now), alerts: [] };
  return tell(next, tellable, now);
}

function silence(memory: AlertMemory, tellable: readonly Tellable[], now: number): AlertMemory {
  return { ...memory, heldSilently: hold(memory.heldSilently, tellable, now) };
}

function tell(
  memory: AlertMemory,
  tellable: readonly Tellable[],
  now: number,
): { memory: AlertMemory; alerts: Alert[] } {
  const alerts = memory.heldSilently === null ? [] : [together(memory.heldSilently, true)];
  const shownAt = memory.shownAt.filter((at) => at > now - minuteMs);
  const isStorm = memory.held !== null || shownAt.length + tellable.length > mostPerMinute;
  if (!isStorm) {
    for (const one of tellable) alerts.push(itemAlert(one));
    const shown = [...shownAt, ...tellable.map(() => now)];
    return { memory: { ...memory, shownAt: shown, heldSilently: null }, alerts };
  }
  const held = hold(memory.held, tellable, now);
  const isDue =
    held !== null && now - held.since >= gatherMs && now - (memory.summedUpAt ?? -Infinity) >= summaryPauseMs;
  if (isDue) alerts.push(together(held, false));
  const rest = { shownAt, heldSilently: null, held: isDue ? null : held, summedUpAt: isDue ? now : memory.summedUpAt };
  return { memory: { ...memory, ...rest }, alerts };
}

function together(held: Held, isAfterQuiet: boolean): Alert {
  return heldItems(held) === 1 ? itemAlert(held.first) : summaryAlert(held, isAfterQuiet);
}
