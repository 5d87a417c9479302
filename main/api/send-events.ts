/** Events to one browser page as a text/event-stream. A page that does not read them is let go; it asks again. */
import type { ServerResponse } from 'node:http';
import type { Dispatcher } from './dispatcher.ts';

/** Bytes that may wait for a slow page. */
const patience = 1_048_576;
const heartbeatMs = 15_000;

export function sendEvents(dispatcher: Dispatcher, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const write = (text: string): void => {
    response.write(text);
    if (response.writableLength > patience) response.destroy();
  };
  // The first bytes tell the page that it is connected.
  write(': connected\n\n');
  const stop = dispatcher.subscribe((event, payload) => {
    // JSON has no line breaks outside of strings, and those are escaped.
    write(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`);
  });
  const heartbeat = setInterval(() => {
    write(': still here\n\n');
  }, heartbeatMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}
