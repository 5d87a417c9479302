/**
 * The wire of the desktop's window: a message port straight to the collector's process. When the collector is started
 * again a new port comes; what was asked over the old one is answered `disconnected`.
 */
import { portHandOver, type Bridge, type CollectorNews } from '../../shared/bridge.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { PortMessage, Wire } from '../../shared/wire.ts';
import { createListeners } from './listeners.ts';
import { createWaitingRequests } from './waiting-requests.ts';

/** Where the preload script's messages arrive: the page's window. */
export interface MessageSource {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

type NewsBridge = Pick<Bridge, 'onCollector'>;

export function portWire(bridge: NewsBridge, source: MessageSource, tell: (news: CollectorNews) => void): Wire {
  const listeners = createListeners();
  const waiting = createWaitingRequests();
  /** Requests that were made while there was no port. */
  const unsent: PortMessage[] = [];
  let port: MessagePort | undefined;
  let isOver = false;

  const drop = (): void => {
    port?.close();
    port = undefined;
    waiting.disconnect();
    unsent.length = 0;
  };
  const onMessage = ({ data }: MessageEvent<PortMessage>): void => {
    if (data.kind === 'event') listeners.send(data.event, data.payload);
    else if (data.kind !== 'request') waiting.settle(data);
  };
  const onHandOver = (event: MessageEvent): void => {
    const [received] = event.ports;
    if (event.data !== portHandOver || !received) return;
    if (port) drop();
    port = received;
    port.onmessage = onMessage;
    for (const message of unsent.splice(0)) port.postMessage(message);
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
    request: async (name, params) => {
      if (isOver) throw new Refusal('disconnected', 'The collector has stopped.');
      const { request, answer } = waiting.add(name, params);
      if (port) port.postMessage(request);
      else unsent.push(request);
      return answer;
    },
    close: () => {
      isOver = true;
      source.removeEventListener('message', onHandOver);
      drop();
    },
  };
}
