/**
 * The life of a request: find the route, read the body, let the vendor answer. Whatever happens there is exactly one
 * answer, and it is JSON unless a route says otherwise. Four things refuse: who, how much, how, and what the protocol
 * itself refuses; storage that fails is a Refusal (503), anything else a bug (500, logged whole).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { Refusal } from '../../shared/error-codes.ts';
import { readBody } from './body.ts';
import { answerBrokenRequests, type Underway } from './broken-requests.ts';
import { openHeaders, preflightReply } from './cors.ts';
import { limitCrowd } from './crowd.ts';
import type { Intake } from './intake.ts';
import type { Delivery, Refused, Reply, Route, Vendor } from './route.ts';
import { isOwnHost } from './own-host.ts';
import { createRouter, isOpenFor, type FindPlace, type Found } from './router.ts';

export interface Desk {
  vendor: Vendor;
  intake: Intake;
  log(line: string): void;
}

/** Bytes. Pages on localhost share cookies with every other local server, so headers can be long. */
const maxHeaderSize = 65_536;
/**
 * Milliseconds: for the headers, for the whole request, for a connection that waits for its next request, and between
 * two looks at who has taken too long.
 */
const timeouts = {
  ...{ headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
  connectionsCheckingInterval: 5000,
};

const internal: Refused = { status: 500, message: 'internal server error' };
const unavailable = ({ message }: Refusal): Refused => ({ status: 503, message, headers: { 'Retry-After': '5' } });

/** An HTTP server for a vendor's routes that does not listen yet. */
export function createListener(desk: Desk): Server {
  const findPlace = createRouter(desk.vendor.routes);
  const server = createServer({ maxHeaderSize, ...timeouts, requireHostHeader: false });
  const underway: Underway = new WeakMap();
  const serve = (request: IncomingMessage, response: ServerResponse, proceed: (() => void) | null): void => {
    underway.set(request.socket, response);
    answer({ ...desk, findPlace, request, response, proceed }).catch((error: unknown) => {
      desk.log(`an answer could not be written: ${inspect(error, { depth: 5 })}`);
      response.destroy();
    });
  };
  server.on('request', (request, response) => {
    serve(request, response, null);
  });
  server.on('checkContinue', (request, response) => {
    serve(request, response, () => {
      response.writeContinue();
    });
  });
  // Other expectations than 100-continue are none of ours: answer as if there were none.
  server.on('checkExpectation', (request, response) => {
    serve(request, response, null);
  });
  // A script that closes its half of the connection after the request still waits for the answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  answerBrokenRequests(server, underway);
  limitCrowd(server, underway);
  return server;
}

interface Exchange extends Desk {
  findPlace: FindPlace;
  request: IncomingMessage;
  response: ServerResponse;
  /** Sends `100 Continue`; null when the sender does not wait for it. */
  proceed: (() => void) | null;
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, vendor } = exchange;
  let isOpen = false;
  let reply: Reply;
  try {
    const found = exchange.findPlace(request.url ?? '/');
    if (found === null) reply = vendor.failure({ status: 404, message: 'not found' });
    else {
      isOpen = isOpenFor(found.place, askedMethod(request));
      if (request.method === 'OPTIONS' && isOpen) reply = preflightReply(request.headers);
      else if (!isOpen && !isOwnHost(request.headers.host)) reply = vendor.failure(foreignHost);
      else reply = await replyAt(exchange, found);
    }
  } catch (error) {
    reply = bug(exchange, error, 'a path');
  }
  send(exchange, reply, isOpen);
}

const foreignHost: Refused = {
  status: 403,
  message: 'This is only answered at 127.0.0.1 or localhost: the Host header names another host.',
};

/** The method that a preflight asks for, else the request's own. */
function askedMethod({ method = 'GET', headers }: IncomingMessage): string {
  return method === 'OPTIONS' ? (headers['access-control-request-method'] ?? method) : method;
}

async function replyAt(exchange: Exchange, { place, params }: Found): Promise<Reply> {
  const { request, vendor } = exchange;
  const { methods } = place;
  const method = request.method ?? 'GET';
  const route = methods.get(method === 'HEAD' ? 'GET' : method);
  if (route === undefined) {
    const allow = [...methods.keys()].map((name) => (name === 'GET' ? 'GET, HEAD' : name)).join(', ');
    return vendor.failure({ status: 405, message: 'method not allowed', headers: { Allow: allow } });
  }
  // Asked for now: the address of a connection that has been closed is gone.
  const remoteAddress = request.socket.remoteAddress ?? '';
  if (route.method === 'GET')
    return replyFrom(exchange, route, deliveryOf(request, { body: nothing, bytes: 0, remoteAddress, params }));
  const limit = route.maxBodyBytes ?? exchange.intake.settings().maxBodyBytes;
  const body = await readBody(request, { limit, proceed: exchange.proceed });
  const delivery = deliveryOf(request, { ...body, remoteAddress, params });
  if (body.kind === 'refused') return refusal(exchange, route, { delivery, refused: body });
  return replyFrom(exchange, route, delivery);
}

/** A path may hold a token: what is logged is the route's. */
async function replyFrom(exchange: Exchange, route: Route, delivery: Delivery): Promise<Reply> {
  try {
    return await route.handle(delivery, exchange.intake);
  } catch (error) {
    if (error instanceof Refusal) return refusal(exchange, route, { delivery, refused: unavailable(error) });
    const reply = bug(exchange, error, route.path);
    refusal(exchange, route, { delivery, refused: internal });
    return reply;
  }
}

/** A report is kept; a question that cannot be answered is not. */
function refusal(
  { vendor, intake }: Exchange,
  { isReport = false }: Route,
  { delivery, refused }: { delivery: Delivery; refused: Refused },
): Reply {
  return isReport ? vendor.refuse(delivery, intake, refused) : vendor.failure(refused);
}

/** Logs a bug with its stack and causes. The target is left out: it may hold a token. */
function bug({ log, vendor, request }: Exchange, error: unknown, path: string): Reply {
  log(`a bug while answering ${request.method ?? ''} ${path}: ${inspect(error, { depth: 5 })}`);
  return vendor.failure(internal);
}

function send({ request, response, vendor, intake }: Exchange, reply: Reply, isOpen: boolean): void {
  const headers: Record<string, string | number> = {
    Server: 'Stacktray',
    ...vendor.headers(intake.now()),
    ...(isOpen ? openHeaders : {}),
    ...reply.headers,
  };
  if (reply.status !== 204) headers['Content-Length'] = Buffer.byteLength(reply.body);
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? '' : reply.body);
}

const nothing = Buffer.alloc(0);

function deliveryOf(
  request: IncomingMessage,
  { body, bytes, remoteAddress, params }: Pick<Delivery, 'body' | 'bytes' | 'remoteAddress' | 'params'>,
): Delivery {
  const target = request.url ?? '/';
  const at = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: pathOf(target),
    params,
    query: at === -1 ? '' : target.slice(at + 1),
    headers: request.headers,
    remoteAddress,
    body,
    bytes,
  };
}

/** The target without its query and, in absolute form, without its origin. */
function pathOf(target: string): string {
  const at = target.indexOf('?');
  const path = at === -1 ? target : target.slice(0, at);
  return path.startsWith('/') ? path : path.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '') || '/';
}
