/** Rollbar's routes, and how the vendor answers around them. */
import type { Route, Vendor } from '../route.ts';
import { postItem } from './post-item.ts';
import { refuse } from './refuse.ts';
import { failure, pong, rateLimitHeaders } from './reply.ts';

/** Browser SDKs post from any page; what would let a page read or change something is never `open` (rollbar.md 1.6). */
const routes: Route[] = [
  { method: 'POST', path: '/api/1/item', open: true, handle: postItem },
  { method: 'GET', path: '/api/1/status/ping', open: true, handle: pong },
  { method: 'GET', path: '/', open: false, handle: () => hello },
];

const hello = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: '{"err":0,"result":"Stacktray takes Rollbar items at /api/1/item/"}',
};

export const rollbar: Vendor = { routes, headers: rateLimitHeaders, failure, refuse };
