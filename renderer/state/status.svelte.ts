/** Whether the collector answers, and what it is doing. */
import type { AppStatus } from '../../shared/app-status.ts';
import { codeOf, errorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

export type Connection = 'connecting' | 'connected' | 'lost' | 'stopped';
export type Status = ReturnType<typeof createStatus>;

export function createStatus({ client }: Surroundings, toasts: Toasts) {
  let connection = $state<Connection>('connecting');
  let detail = $state<string | null>(null);
  let app = $state.raw<AppStatus | null>(null);
  let sending = $state(false);
  let canRepair = $state(false);

  client.on('status', (status) => {
    app = status;
  });

  return {
    get connection() {
      return connection;
    },
    /** Why the collector stopped, in its own words. */
    get detail() {
      return detail;
    },
    /** It stopped because its data are damaged, and can be told to repair them. */
    get canRepair() {
      return canRepair;
    },
    /** Null until the collector has answered for the first time. */
    get app() {
      return app;
    },
    get sending() {
      return sending;
    },
    setConnection(state: Connection, why?: string, isRepairable = false) {
      connection = state;
      canRepair = isRepairable;
      detail = why ?? null;
    },
    async load() {
      try {
        app = await client.call('app.status', {});
      } catch (error) {
        // A lost connection says so itself, beside the address.
        if (codeOf(error) !== 'disconnected') detail = errorWords[codeOf(error)].title;
      }
    },
    /** Sends an error of the product's own through the listener, as an SDK would. */
    async sendTestError() {
      if (sending) return;
      sending = true;
      try {
        await client.call('app.sendTestError', {});
        toasts.show('plain', 'Test error sent');
      } catch (error) {
        const words = errorWords[codeOf(error)];
        toasts.show('refused', words.title, { more: words.advice });
      } finally {
        sending = false;
      }
    },
  };
}
