/** The wire of a page, or a test, that lives in the collector's own process. Values are copied, as on any wire. */
import { Refusal } from '../../shared/error-codes.ts';
import type { Wire } from '../../shared/wire.ts';
import type { Dispatcher } from './dispatcher.ts';

export function memoryWire(dispatcher: Dispatcher): Wire {
  const subscriptions = new Set<() => void>();
  const closing = Promise.withResolvers<never>();
  closing.promise.catch(() => undefined);
  return {
    request: async (name, params) =>
      structuredClone(await Promise.race([closing.promise, dispatcher.request(name, structuredClone(params))])),
    subscribe: (listener) => {
      const stop = dispatcher.subscribe((event, payload) => {
        listener(event, structuredClone(payload));
      });
      subscriptions.add(stop);
      return () => {
        subscriptions.delete(stop);
        stop();
      };
    },
    close: () => {
      for (const stop of subscriptions) stop();
      subscriptions.clear();
      closing.reject(new Refusal('disconnected', 'The wire was closed.'));
    },
  };
}
