/**
 * What is told outside of the windows: notifications, and the counts of the tray and the icon. Hears of it from the
 * collector as a page does. Time and timers are handed in.
 */
import type { Alert, AlertSettings } from '../../shared/alert.ts';
import type { Overview } from '../../shared/alert-calls.ts';
import type { Client } from '../../shared/client.ts';
import { describeError, Refusal } from '../../shared/error-codes.ts';

/** What is known at the moment; null while the collector does not answer. */
export interface Outside {
  overview: Overview | null;
  alerts: AlertSettings | null;
}

export interface OutsideNews {
  /** Hears from this collector from now on. */
  connectTo(client: Client): void;
  lost(): void;
  /** Tells of nothing until then (unix ms); null ends a pause. */
  pause(until: number | null): void;
  stop(): void;
}

export interface Listeners {
  onAlert(alert: Alert): void;
  onOutside(outside: Outside): void;
  /** Unix ms. */
  now?: () => number;
}

/** Counts are asked for at most this often, and this often in any case, since a day may have begun. */
const pauseMs = 1000;
const everyMs = 60_000;

export function startOutsideNews({ onAlert, onOutside, now = Date.now }: Listeners): OutsideNews {
  let client: Client | undefined;
  let outside: Outside = { overview: null, alerts: null };
  let timer: NodeJS.Timeout | undefined;

  const change = (more: Partial<Outside>): void => {
    outside = { ...outside, ...more };
    onOutside(outside);
  };
  const count = (): void => {
    timer = undefined;
    const asked = client;
    asked?.call('overview.read', { since: midnight(now()) }).then((overview) => {
      if (asked === client) change({ overview });
    }, complain);
  };
  const countSoon = (): void => {
    timer ??= setTimeout(count, pauseMs);
  };
  const regularly = setInterval(countSoon, everyMs);
  const setAlerts = (alerts: AlertSettings): void => {
    change({ alerts });
  };
  return {
    connectTo: (connected) => {
      client = connected;
      connected.on('alert', onAlert);
      connected.on('alertSettings', setAlerts);
      connected.on('changed', countSoon);
      connected.call('alerts.settings', {}).then(setAlerts, complain);
      count();
    },
    lost: () => {
      client = undefined;
      change({ overview: null, alerts: null });
    },
    pause: (until) => {
      client?.call('alerts.pause', { until }).catch(complain);
    },
    stop: () => {
      clearTimeout(timer);
      clearInterval(regularly);
    },
  };
}

/** The beginning of the day where the person is, unix ms. */
function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** That a collector has gone says itself elsewhere. */
function complain(error: unknown): void {
  if (error instanceof Refusal && error.code === 'disconnected') return;
  process.stderr.write(`[stacktray] ${describeError(error)}\n`);
}
