/**
 * What a browser needs to hear before it lets a page's script post here and read the answer (rollbar.md 1.6). Only for
 * routes that are open to any page.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from './route.ts';

const exposed = [
  'Rollbar-Replay-Enabled',
  'Rollbar-Replay-RateLimit-Remaining',
  'Rollbar-Replay-RateLimit-Reset',
  'X-Rate-Limit-Limit',
  'X-Rate-Limit-Remaining',
  'X-Rate-Limit-Remaining-Seconds',
  'X-Rate-Limit-Reset',
].join(', ');

/** On every answer of an open route, refusals too: without them a page sees a network error and no reason. */
export const openHeaders: Record<string, string> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': exposed,
};

/** The answer to an OPTIONS request on an open route. It carries no token, so none is asked for. */
export function preflightReply(headers: IncomingHttpHeaders): Reply {
  const asked = headers['access-control-request-headers'];
  const wantsPrivate = headers['access-control-request-private-network'] !== undefined;
  return {
    status: 204,
    body: '',
    headers: {
      'Access-Control-Allow-Methods': 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS',
      // Verbatim: SDKs announce headers that nobody would list, such as `signal` (rollbar.md 1.6).
      ...(asked === undefined ? {} : { 'Access-Control-Allow-Headers': asked }),
      'Access-Control-Max-Age': '86400',
      ...(wantsPrivate ? { 'Access-Control-Allow-Private-Network': 'true' } : {}),
    },
  };
}
