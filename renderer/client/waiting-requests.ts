/** Requests that were sent and are not answered yet. Each is settled once, at the latest when the wire breaks. */
import { Refusal } from '../../shared/error-codes.ts';
import type { PortMessage } from '../../shared/wire.ts';

export interface WaitingRequests {
  /** A request with an id of its own, and the promise of its answer. */
  add(name: string, params: unknown): { request: PortMessage; answer: Promise<unknown> };
  /** Settles the request that a result or an error is for. */
  settle(message: PortMessage & { kind: 'result' | 'error' }): void;
  /** Answers all of them as `disconnected`. */
  disconnect(): void;
}

interface Settler {
  resolve(result: unknown): void;
  reject(error: Refusal): void;
}

export function createWaitingRequests(): WaitingRequests {
  const waiting = new Map<number, Settler>();
  let nextId = 1;
  return {
    add: (name, params) => {
      const id = nextId++;
      const { promise, ...settler } = Promise.withResolvers<unknown>();
      waiting.set(id, settler);
      return { request: { kind: 'request', id, name, params }, answer: promise };
    },
    settle: (message) => {
      const settler = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'result') settler?.resolve(message.result);
      else settler?.reject(new Refusal(message.error.code, message.error.message));
    },
    disconnect: () => {
      for (const settler of waiting.values())
        settler.reject(new Refusal('disconnected', 'The collector does not answer.'));
      waiting.clear();
    },
  };
}
