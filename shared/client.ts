/** The contract, typed, over any wire. */
import type { CallName, EventName, Events, ParamsOf, ResultOf } from './contract.ts';
import type { Wire } from './wire.ts';

export interface Client {
  /** Rejects with a Refusal whose code says why. */
  call<Name extends CallName>(name: Name, params: ParamsOf<Name>): Promise<ResultOf<Name>>;
  /** Returns the function that stops listening. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  close(): void;
}

export function createClient(wire: Wire): Client {
  return {
    call: (name, params) => wire.request(name, params) as never,
    on: (name, listener) =>
      wire.subscribe((event, payload) => {
        if (event === name) listener(payload as never);
      }),
    close: () => {
      wire.close();
    },
  };
}
