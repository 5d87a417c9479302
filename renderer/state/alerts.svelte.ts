/** The rules of notifications, and in a browser the notifications themselves. Shown as changed at once. */
import type { AlertSettings } from '../../shared/alert.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Permission, WebNotifier } from './web-notifier.ts';

export type AlertsState = ReturnType<typeof createAlerts>;

/** `notifier` is null where the desktop program shows notifications; `open` goes to an address behind the `#`. */
export function createAlerts({ client }: Surroundings, notifier: WebNotifier | null, open: (path: string) => void) {
  let values = $state.raw<AlertSettings | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let permission = $state<Permission | null>(notifier?.permission() ?? null);

  /** Answers to all but the last question are about what has been changed again since. */
  let lastAsked = 0;
  let isAsking = false;

  client.on('alert', (alert) => {
    notifier?.show(alert, () => {
      open(alert.path);
    });
  });

  async function ask(call: () => Promise<AlertSettings>, before = values): Promise<void> {
    const mine = (lastAsked += 1);
    isAsking = true;
    try {
      const answer = await call();
      if (mine === lastAsked) [values, failure] = [answer, null];
    } catch (error) {
      if (mine === lastAsked) [values, failure] = [before, errorWords[codeOf(error)]];
    } finally {
      if (mine === lastAsked) isAsking = false;
    }
  }
  const load = (): Promise<void> => ask(() => client.call('alerts.settings', {}));
  // What changed elsewhere. An answer that is on its way is as new.
  client.on('alertSettings', () => {
    if (values && !isAsking) void load();
  });

  return {
    /** Null until the collector has answered. */
    get values() {
      return values;
    },
    get failure() {
      return failure;
    },
    /** Whether this browser may show notifications; null where the desktop program does. */
    get permission() {
      return permission;
    },
    async load() {
      permission = notifier?.permission() ?? null;
      await load();
    },
    async change(some: Partial<AlertSettings>) {
      if (!values) return;
      const before = values;
      const settings = { ...before, ...some };
      values = settings;
      await ask(() => client.call('alerts.change', { settings }), before);
    },
    pause: (until: number | null) => ask(() => client.call('alerts.pause', { until })),
    async try() {
      try {
        await client.call('alerts.try', {});
        failure = null;
      } catch (error) {
        failure = errorWords[codeOf(error)];
      }
    },
    /** Asks the person for the browser's permission. */
    async allow() {
      permission = (await notifier?.ask()) ?? null;
    },
  };
}
