/**
 * Notifications: looks a moment after something arrived at what it was, lets `alerts/` decide, and sends out what is to be
 * shown. Whoever hosts the window shows it. Nothing is done where reports are taken.
 */
import type { AlertSettings } from '../../shared/alert.ts';
import { describeError } from '../../shared/error-codes.ts';
import { decideAlerts, nothingTold, trialAlert, type AlertMemory } from '../alerts/alerts.ts';
import { readAlertSettings, saveAlertSettings } from './alert-settings.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';

export interface Alerting {
  settings(): AlertSettings;
  /** Tells every page of the change. */
  change(settings: AlertSettings): AlertSettings;
  /** Sends a notification that only says that notifications work. */
  try(): void;
  /** What arrived since the last look; a timer calls it. */
  look(): Promise<void>;
  stop(): void;
}

/** What arrives within this time is looked at together, in milliseconds. */
const pauseMs = 1000;

/** Tells of what arrives from now on. */
export function startAlerting(context: CollectorContext, changes: Changes): Alerting {
  const { store, now, newUuid, log } = context;
  let settings = readAlertSettings(store);
  let memory: AlertMemory = nothingTold;
  let lookedAt = store.occurrences.lastId();
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let isStopped = false;

  const look = async (): Promise<void> => {
    const until = store.occurrences.lastId();
    const isIdle = !settings.isOn || until === lookedAt;
    const found = isIdle ? null : await store.reader.ask('arrivals', { after: lookedAt, until, now: now() });
    lookedAt = found?.next ?? until;
    const moment = { settings, now: now(), minute: minuteOfDay(now()) };
    const step = decideAlerts(memory, found?.rows ?? [], moment);
    memory = step.memory;
    for (const alert of step.alerts) changes.emit('alert', alert);
    if (memory.held !== null || memory.heldSilently !== null || lookedAt < until) lookSoon();
  };
  const lookSoon = (): void => {
    if (isStopped) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      // One after the other: each begins where the one before has ended.
      looking = looking.then(look).catch((error: unknown) => {
        if (!isStopped) log(`notifications could not be decided: ${describeError(error)}`);
      });
    }, pauseMs).unref();
  };
  const unsubscribe = changes.subscribe((event) => {
    if (event === 'changed') lookSoon();
  });
  return {
    settings: () => settings,
    change: (wanted) => {
      settings = saveAlertSettings(store, wanted);
      changes.emit('alertSettings', settings);
      return settings;
    },
    try: () => {
      changes.emit('alert', trialAlert(newUuid()));
    },
    look,
    stop: () => {
      isStopped = true;
      unsubscribe();
      clearTimeout(timer);
    },
  };
}

/** Of this computer's clock on the wall. */
function minuteOfDay(at: number): number {
  const date = new Date(at);
  return date.getHours() * 60 + date.getMinutes();
}
