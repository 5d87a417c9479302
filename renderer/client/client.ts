/** The door of client: the contract, over whichever wire this page has. */
import type { Bridge, CollectorNews, ConnectionState } from '../../shared/bridge.ts';
import { createClient, type Client } from '../../shared/client.ts';
import { httpWire } from './http-wire.ts';
import { portWire } from './port-wire.ts';

export interface Connection {
  client: Client;
  /** Calls back with the state as it is, and with each change. Returns the function that stops listening. */
  onState(listener: StateListener): () => void;
  /** Lets the person choose a folder; null in a browser, which cannot tell where one is. */
  chooseFolder: (() => Promise<string | null>) | null;
  /** What only the desktop program has; null in a browser. */
  desktop: Pick<Bridge, 'onOrder' | 'desktop' | 'changeDesktop' | 'repair' | 'openDataFolder'> | null;
}

/** `canRepair` when it has stopped because of its data, and the window can have them repaired. */
export type StateListener = (state: ConnectionState, detail?: string, canRepair?: true) => void;

declare global {
  /** Present in the desktop's window only. */
  var stacktrayBridge: Bridge | undefined;
}

/** Over the window's message port where there is one, else over HTTP with the token of the page's address. */
export function connect(): Connection {
  const listeners = new Set<StateListener>();
  let latest: CollectorNews = { state: 'connecting', detail: null };
  const tell = (news: CollectorNews): void => {
    latest = news;
    for (const listener of listeners) call(listener, news);
  };
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const wire = globalThis.stacktrayBridge
    ? portWire(globalThis.stacktrayBridge, globalThis, tell)
    : httpWire({ origin: location.origin, token, tell });
  const bridge = globalThis.stacktrayBridge;
  return {
    client: createClient(wire),
    chooseFolder: bridge ? () => bridge.chooseFolder() : null,
    desktop: bridge ?? null,
    onState: (listener) => {
      listeners.add(listener);
      call(listener, latest);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function call(listener: StateListener, { state, detail, canRepair = false }: CollectorNews): void {
  if (detail === null) listener(state);
  else if (canRepair) listener(state, detail, canRepair);
  else listener(state, detail);
}
