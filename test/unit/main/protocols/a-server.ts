/** A listening ingest server for a test, and requests to it. */
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createIngestServer } from '../../../../main/protocols/protocols.ts';
import { fakeIntake, type FakeIntake } from './fake-intake.ts';

export const token = '0123456789abcdef0123456789abcdef';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Sent {
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface TestServer {
  intake: FakeIntake;
  log: string[];
  port: number;
  send(sent: Sent): Promise<Answer>;
  /** Posts an item with the token in the header. */
  post(body: string | Buffer, headers?: OutgoingHttpHeaders): Promise<Answer>;
  /**
   * Writes bytes to a connection of its own, and with `isLast` closes that half of it. Resolves with everything that came
   * back until the server closed it.
   */
  raw(bytes: string | Buffer, isLast?: boolean): Promise<string>;
  close(): Promise<void>;
}

export async function startServer(changes: Partial<FakeIntake> = {}): Promise<TestServer> {
  const intake = fakeIntake(changes);
  const log: string[] = [];
  const server = createIngestServer(intake, { log: (line) => log.push(line) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send = (sent: Sent): Promise<Answer> => ask(port, sent);
  return {
    ...{ intake, log, port, send },
    post: (body, headers = {}) => send({ body, headers: { 'X-Rollbar-Access-Token': token, ...headers } }),
    raw: (bytes, isLast = false) => rawExchange({ port, bytes, isLast }),
    close: () => stop(server),
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

function ask(port: number, { method = 'POST', path = '/api/1/item/', headers = {}, body = '' }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const { statusCode = 0, headers: got } = response;
        resolve({ status: statusCode, headers: got, body: Buffer.concat(parts).toString('utf8') });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

function rawExchange({
  port,
  bytes,
  isLast,
}: {
  port: number;
  bytes: string | Buffer;
  isLast: boolean;
}): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => (isLast ? socket.end(bytes) : socket.write(bytes)));
    socket.on('data', (part) => parts.push(part));
    socket.on('close', () => {
      resolve(Buffer.concat(parts).toString('utf8'));
    });
    socket.on('error', reject);
  });
}

/** The smallest report that is taken. */
export function anItem(data: object = {}): string {
  return JSON.stringify({ data: { environment: 'test', body: { message: { body: 'hello' } }, ...data } });
}

export function messageOf(answer: Answer): unknown {
  return (JSON.parse(answer.body) as { message?: unknown }).message;
}
