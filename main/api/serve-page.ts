/**
 * Serves the page and the contract to a browser: files, `POST /call/<name>`, `GET /events`. Other sites, other hosts and
 * whoever lacks the token are kept out: the page's data never leaves this computer by way of a browser.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeError, Refusal, refusalOf } from '../../shared/error-codes.ts';
import type { Dispatcher } from './dispatcher.ts';
import { httpStatus } from './http-status.ts';
import { sendEvents } from './send-events.ts';
import { contentSecurityPolicy, type StaticFile } from './static-files.ts';

export interface PageOptions {
  dispatcher: Dispatcher;
  files: Map<string, StaticFile>;
  /** Whoever opens the page has to know it. */
  token: string;
  /** One line for the log. */
  log: (line: string) => void;
}

/** The largest call: a command over ten thousand items fits. In bytes. */
const maxCallBytes = 4_194_304;

/** A server that does not listen yet. */
export function createPageServer(options: PageOptions): Server {
  const server = createServer((request, response) => {
    setCommonHeaders(response);
    answer(options, request, response).catch((error: unknown) => {
      // A page that goes away in the middle of a call is no bug.
      if (!(error instanceof Refusal) && !response.destroyed) options.log(describeError(error));
      sendRefusal(response, error);
    });
  });
  return server;
}

function setCommonHeaders(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

async function answer(options: PageOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  refuseOtherSites(request);
  const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
  if (!url) throw new Refusal('bad-request', 'This is no address.');
  if (url.pathname === '/') {
    sendPage(options, url, response);
    return;
  }
  const file = request.method === 'GET' ? options.files.get(url.pathname) : undefined;
  if (file && url.pathname !== '/index.html') {
    response.setHeader(
      'Cache-Control',
      url.pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    );
    sendFile(response, file);
    return;
  }
  refuseWithoutToken(options.token, bearerOf(request));
  if (request.method === 'GET' && url.pathname === '/events') sendEvents(options.dispatcher, response);
  else if (request.method === 'POST' && url.pathname.startsWith('/call/'))
    await answerCall(options.dispatcher, request, response);
  else throw new Refusal('not-found', 'There is nothing here.');
}

/** A name that points here from outside (DNS rebinding) shows in Host, another site's script in Origin. */
function refuseOtherSites(request: IncomingMessage): void {
  const { port } = request.socket.address() as AddressInfo;
  const hosts = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  const { host = '', origin } = request.headers;
  const isOwnOrigin = origin === undefined || origin === `http://${host}`;
  const site = request.headers['sec-fetch-site'];
  const isLink = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none' || isLink;
  if (!hosts.includes(host) || !isOwnOrigin || !isOwnSite)
    throw new Refusal('forbidden', 'Only the page that Stacktray itself serves may do this.');
}

function bearerOf(request: IncomingMessage): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function refuseWithoutToken(token: string, given: string): void {
  if (!isSame(token, given))
    throw new Refusal('unauthorized', 'Open the address that Stacktray printed when it started: it carries a token.');
}

/** Compared as digests, so that neither the length nor the place of the first difference shows in the time it takes. */
function isSame(token: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(given));
}

function sendPage({ files, token }: PageOptions, url: URL, response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  const page = files.get('/index.html');
  if (!page) throw new Refusal('not-found', 'The page has not been built.');
  if (isSame(token, url.searchParams.get('token') ?? '')) sendFile(response, page);
  else {
    const text = 'This is Stacktray. Open the address that it printed when it started: it carries a token.\n';
    response.writeHead(401, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
  }
}

function sendFile(response: ServerResponse, { contentType, bytes }: StaticFile): void {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length }).end(bytes);
}

async function answerCall(dispatcher: Dispatcher, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = (request.url ?? '').slice('/call/'.length);
  const result = await dispatcher.request(name, await readParams(request));
  sendJson(response, 200, { result });
}

async function readParams(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxCallBytes) throw new Refusal('bad-request', 'The call is too large.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (cause) {
    throw new Refusal('bad-request', 'The call is not JSON.', { cause });
  }
}

function sendRefusal(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { code, message } = refusalOf(error);
  sendJson(response, httpStatus[code], { error: { code, message } });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}
