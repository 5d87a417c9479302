/** Answers what never became a request: bytes that are not HTTP, headers without end, tunnels. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The response that a connection is waiting for, if any. */
export type Underway = WeakMap<Duplex, ServerResponse<IncomingMessage>>;

/** Makes the server answer such connections and close them. */
export function answerBrokenRequests(server: Server, underway: Underway): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = underway.get(socket);
    const finish = (): void => {
      // An answer that announced the end of the connection is followed by nothing.
      if (response?.req.complete && !response.shouldKeepAlive) socket.end();
      else endWith(socket, answerFor(error.code ?? ''));
    };
    // Garbage after a whole request: that request is answered first.
    if (response?.req.complete && !response.writableFinished) response.once('finish', finish);
    else finish();
  });
  // A client that takes us for a proxy; without a listener it would get no answer.
  server.on('connect', (_request: IncomingMessage, socket) => {
    endWith(socket, { status: '405 Method Not Allowed', message: 'method not allowed' });
  });
}

interface RawAnswer {
  status: string;
  message: string;
  /** Seconds. */
  retryAfter?: number;
}

function answerFor(code: string): RawAnswer {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: '431 Request Header Fields Too Large', message: 'request headers too large' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: '408 Request Timeout', message: 'request timeout' };
    default:
      return { status: '400 Bad Request', message: 'bad request' };
  }
}

/** The socket is closed once the answer is out, or at once when nobody can read it any more. */
export function endWith(socket: Duplex, { status, message, retryAfter }: RawAnswer): void {
  socket.on('error', () => {
    socket.destroy();
  });
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ err: 1, message });
  const head = [
    `HTTP/1.1 ${status}`,
    'Server: Stacktray',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${String(body.length)}`,
    'Connection: close',
    ...(retryAfter === undefined ? [] : [`Retry-After: ${String(retryAfter)}`]),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => {
    socket.destroy();
  });
}
