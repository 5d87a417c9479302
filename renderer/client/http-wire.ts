/**
 * The wire of the headless page: calls by POST, events by one long answer. The events are read with fetch, since an
 * EventSource cannot send the token in a header; when they end, they are asked for again.
 */
import type { CollectorNews } from '../../shared/bridge.ts';
import { isErrorCode, Refusal } from '../../shared/error-codes.ts';
import type { Wire } from '../../shared/wire.ts';
import { readEvents } from './event-stream.ts';
import { createListeners } from './listeners.ts';

export interface HttpWireOptions {
  origin: string;
  token: string;
  tell: (news: CollectorNews) => void;
  fetch?: typeof fetch;
  /** Waits that many milliseconds. */
  pause?: (ms: number) => Promise<void>;
}

const shortestPauseMs = 250;
const longestPauseMs = 5000;

export function httpWire({ origin, token, tell, fetch: ask = fetchNow, pause = waitMs }: HttpWireOptions): Wire {
  const listeners = createListeners();
  const closing = new AbortController();
  const headers = { Authorization: `Bearer ${token}` };

  /** Reads events until they end. Resolves with a refusal when asking again has no sense. */
  const listenOnce = async (onConnected: () => void): Promise<Refusal | undefined> => {
    try {
      const response = await ask(`${origin}/events`, { headers, signal: closing.signal });
      if (!response.ok || !response.body) throw await refusalIn(response);
      onConnected();
      await readEvents(response.body, (event, payload) => {
        // A bug in a listener must not look like a lost connection.
        queueMicrotask(() => {
          listeners.send(event, payload);
        });
      });
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'disconnected') return error;
      // The network's own errors: the same as an end.
    }
    return undefined;
  };
  const listen = async (): Promise<void> => {
    let pauseMs = shortestPauseMs;
    for (;;) {
      const refusal = await listenOnce(() => {
        pauseMs = shortestPauseMs;
        tell({ state: 'connected', detail: null });
      });
      if (closing.signal.aborted) return;
      tell(refusal ? { state: 'stopped', detail: refusal.message } : { state: 'lost', detail: null });
      if (refusal) return;
      await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  };
  void listen();
  return {
    subscribe: listeners.subscribe,
    request: async (name, params) => {
      const body = JSON.stringify(params);
      const options = { method: 'POST', headers, body, signal: closing.signal };
      const response = await ask(`${origin}/call/${name}`, options).catch(throwDisconnected);
      if (!response.ok) throw await refusalIn(response);
      const answer = (await response.json().catch(throwDisconnected)) as { result: unknown };
      return answer.result;
    },
    close: () => {
      closing.abort();
    },
  };
}

function throwDisconnected(cause: unknown): never {
  throw new Refusal('disconnected', 'The collector does not answer.', { cause });
}

async function refusalIn(response: Response): Promise<Refusal> {
  try {
    const { error } = (await response.json()) as { error: { code: unknown; message: string } };
    if (isErrorCode(error.code)) return new Refusal(error.code, error.message);
    return new Refusal('disconnected', `The answer was ${String(response.status)}.`);
  } catch (cause) {
    return new Refusal('disconnected', `The answer was ${String(response.status)}.`, { cause });
  }
}

const fetchNow: typeof fetch = (input, init) => fetch(input, init);

function waitMs(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
