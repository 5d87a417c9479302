/** Serves the contract over one message port: Node's MessagePort and Electron's MessagePortMain alike. */
import { refusalOf } from '../../shared/error-codes.ts';
import type { PortMessage } from '../../shared/wire.ts';
import type { Dispatcher } from './dispatcher.ts';

/** What both kinds of port have once their messages have been unwrapped. */
export interface ServedPort {
  post(message: PortMessage): void;
  onMessage(listener: (message: PortMessage) => void): void;
  onClose(listener: () => void): void;
}

/** Answers the port's requests and sends it events until it closes. */
export function servePort(dispatcher: Dispatcher, port: ServedPort): void {
  const stop = dispatcher.subscribe((event, payload) => {
    port.post({ kind: 'event', event, payload });
  });
  port.onClose(stop);
  port.onMessage((message) => {
    if (message.kind === 'request') void answer(dispatcher, port, message);
  });
}

async function answer(
  dispatcher: Dispatcher,
  port: ServedPort,
  { id, name, params }: PortMessage & { kind: 'request' },
): Promise<void> {
  try {
    port.post({ kind: 'result', id, result: await dispatcher.request(name, params) });
  } catch (error) {
    const { code, message } = refusalOf(error);
    port.post({ kind: 'error', id, error: { code, message } });
  }
}
