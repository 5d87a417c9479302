/** A wire carries the contract between the page and the collector: ask, listen, close. It knows no names. */
import type { WireError } from './error-codes.ts';

export interface Wire {
  /** Rejects with a Refusal; `disconnected` when no answer can come any more. */
  request(name: string, params: unknown): Promise<unknown>;
  /** Calls back for each event until the returned function is called. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  close(): void;
}

/** What crosses a message port, one object per message. */
export type PortMessage =
  | { kind: 'request'; id: number; name: string; params: unknown }
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'error'; id: number; error: WireError }
  | { kind: 'event'; event: string; payload: unknown };
