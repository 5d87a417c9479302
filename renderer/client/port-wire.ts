/**
 * The wire of the desktop's window: a message port straight to the collector's process. When the collector is started
 * again a new port comes; what was asked over the old one is answered `disconnected`.
 */
import { portHandOver, type Bridge, type CollectorNews } from '../../shared/bridge.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { PortMessage, Wire } from '../../shared/wire.ts';
import { createListeners } from './listeners.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Refusal): void;
}

/** Where the preload script's messages arrive: the page's window. */
export interface MessageSource {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export function portWire(bridge: Bridge, source: MessageSource, tell: (news: CollectorNews) => void): Wire {
  const listeners = createListeners();
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let port: MessagePort | undefined;
  let isOver = false;
  const unsent: PortMessage[] = [];

  const drop = (): void => {
    port?.close();
    port = undefined;
    for (const one of waiting.values()) one.reject(new Refusal('disconnected', 'The collector does not answer.'));
    waiting.clear();
    unsent.length = 0;
  };
  const onMessage = ({ data }: MessageEvent<PortMessage>): void => {
    if (data.kind === 'event') listeners.send(data.event, data.payload);
    if (data.kind !== 'result' && data.kind !== 'error') return;
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'result') one?.resolve(data.result);
    else one?.reject(new Refusal(data.error.code, data.error.message));
  };
  const onHandOver = (event: MessageEvent): void => {
    const [received] = event.ports;
    if (event.data !== portHandOver || !received) return;
    const first = port === undefined ? unsent.splice(0) : [];
    if (port) drop();
    port = received;
    port.onmessage = onMessage;
    for (const message of first) port.postMessage(message);
    tell({ state: 'connected', detail: null });
  };
  source.addEventListener('message', onHandOver);
  bridge.onCollector((news) => {
    isOver = news.state === 'stopped';
    if (news.state === 'lost' || isOver) drop();
    if (news.state !== 'connected') tell(news);
  });
  return {
    subscribe: listeners.subscribe,
    request: (name, params) =>
      new Promise((resolve, reject) => {
        if (isOver) {
          reject(new Refusal('disconnected', 'The collector has stopped.'));
          return;
        }
        const message: PortMessage = { kind: 'request', id: nextId, name, params };
        waiting.set(nextId, { resolve, reject });
        nextId += 1;
        if (port) port.postMessage(message);
        else unsent.push(message);
      }),
    close: () => {
      isOver = true;
      source.removeEventListener('message', onHandOver);
      drop();
    },
  };
}
