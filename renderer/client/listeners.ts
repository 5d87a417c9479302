/** Those who listen to a wire's events. */
export type EventListener = (event: string, payload: unknown) => void;

export interface Listeners {
  subscribe(listener: EventListener): () => void;
  send(event: string, payload: unknown): void;
}

export function createListeners(): Listeners {
  const listeners = new Set<EventListener>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    send: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
  };
}
