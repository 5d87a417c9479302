/** The contract for the window's own process, over a message port to the collector's. */
import { MessageChannelMain, type MessagePortMain } from 'electron';
import { createClient, type Client } from '../../shared/client.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { PortMessage, Wire } from '../../shared/wire.ts';
import type { CollectorOrder, CollectorProcess } from './collector-messages.ts';

/** Linked to this process of the collector; when it ends, whatever was asked is refused with `disconnected`. */
export function connectClient(collector: CollectorProcess): Client {
  const { port1, port2 } = new MessageChannelMain();
  collector.postMessage({ kind: 'page' } satisfies CollectorOrder, [port1]);
  return createClient(wireOver(port2));
}

interface Waiting {
  resolve(result: unknown): void;
  reject(refusal: Refusal): void;
}

function wireOver(port: MessagePortMain): Wire {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: string, payload: unknown) => void>();
  let lastId = 0;
  let isOver = false;

  port.on('message', ({ data }) => {
    const message = data as PortMessage;
    if (message.kind === 'event') for (const listener of listeners) listener(message.event, message.payload);
    else if (message.kind !== 'request') {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'result') asked?.resolve(message.result);
      else asked?.reject(new Refusal(message.error.code, message.error.message));
    }
  });
  port.on('close', () => {
    isOver = true;
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  });
  port.start();
  return {
    request: (name, params) =>
      new Promise((resolve, reject) => {
        if (isOver) {
          reject(gone());
          return;
        }
        const id = (lastId += 1);
        waiting.set(id, { resolve, reject });
        port.postMessage({ kind: 'request', id, name, params } satisfies PortMessage);
      }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      port.close();
    },
  };
}

const gone = (): Refusal => new Refusal('disconnected', 'The collector has stopped.');
