/** Tells the page what changed: at once after a rest, and at most once per 50 ms, however many occurrences arrive. */
import type { EventName, Events } from '../../shared/contract.ts';

export interface Changes {
  publish(change: Partial<Events['changed']>): void;
  /** Sends an event of any kind at once. */
  emit<Name extends EventName>(event: Name, payload: Events[Name]): void;
  subscribe(listener: Listener): () => void;
  close(): void;
}

type Listener = (event: string, payload: unknown) => void;

const pauseMs = 50;
/** More names than this help nobody: the page asks again for what it shows. */
const mostNamedItems = 1000;

export function createChanges(): Changes {
  const listeners = new Set<Listener>();
  const itemIds = new Set<number>();
  const areas = { projects: false, refused: false };
  let timer: NodeJS.Timeout | undefined;
  let sentAt = -pauseMs;

  const emit: Changes['emit'] = (event, payload) => {
    for (const listener of listeners) listener(event, payload);
  };
  const send = (): void => {
    timer = undefined;
    sentAt = performance.now();
    const payload = { itemIds: [...itemIds], ...areas };
    itemIds.clear();
    areas.projects = false;
    areas.refused = false;
    emit('changed', payload);
  };
  return {
    publish: (change) => {
      for (const id of change.itemIds ?? []) if (itemIds.size < mostNamedItems) itemIds.add(id);
      areas.projects ||= change.projects ?? false;
      areas.refused ||= change.refused ?? false;
      timer ??= setTimeout(send, Math.max(0, sentAt + pauseMs - performance.now()));
    },
    emit,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
