/** Rollbar's routes, and how the vendor answers around them. */
import type { Account } from '../account.ts';
import type { Library } from '../library.ts';
import type { Queries } from '../queries.ts';
import type { Route, Vendor } from '../route.ts';
import { accountRoutes } from './account/account.ts';
import { ownProjectRoute } from './account/projects.ts';
import { apiRoutes } from './api/api.ts';
import { rqlRoutes } from './api/rql.ts';
import { postItem } from './post-item.ts';
import { sessionRoute } from './post-session.ts';
import { refuse } from './refuse.ts';
import { failure, pong, rateLimitHeaders } from './reply.ts';
import { symbolRoutes } from './symbols/symbols.ts';

/** Browser SDKs post from any page; what would let a page read or change something is never `open` (rollbar.md 1.6). */
const routes: Route[] = [
  { method: 'POST', path: '/api/1/item', open: true, isReport: true, handle: postItem },
  { method: 'GET', path: '/api/1/status/ping', open: true, handle: pong },
  { method: 'GET', path: '/', open: false, handle: () => hello },
];

const hello = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: '{"err":0,"result":"Stacktray takes Rollbar items at /api/1/item/"}',
};

/** What stands behind the routes that read and change; without one of them, its routes are not there. */
export interface Behind {
  queries: Queries | null;
  library: Library | null;
  account: Account | null;
}

export function createRollbar({ queries, library, account }: Behind): Vendor {
  const asking = queries === null ? [] : rqlRoutes(queries.rql);
  const api = library === null ? [] : [sessionRoute(library), ...apiRoutes(library), ...symbolRoutes(library)];
  const ofAccount = account === null ? [] : [...accountRoutes(account), ownProjectRoute(account)];
  return { routes: [...routes, ...api, ...asking, ...ofAccount], headers: rateLimitHeaders, failure, refuse };
}
