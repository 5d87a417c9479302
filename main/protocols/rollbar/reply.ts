/** How Rollbar answers (rollbar.md 1.5, 1.10, 2.6). SDKs compare with exactly 200 and read `err` of every body. */
import type { Refused, Reply } from '../route.ts';

const json = { 'Content-Type': 'application/json; charset=utf-8' };

/** Without it, rollbar.js 3 throws away what it recorded of the page (rollbar.md 2.9). */
const stored = { ...json, 'Rollbar-Replay-Enabled': 'true' };

/** A report that is on disk, or that was there already. */
export function storedReply(uuid: string): Reply {
  return { status: 200, headers: stored, body: `{"err":0,"result":{"id":null,"uuid":${JSON.stringify(uuid)}}}` };
}

/** What was asked for; `result` is JSON (rollbar.md 1.5). */
export function success(result: string): Reply {
  return { status: 200, headers: json, body: `{"err":0,"result":${result}}` };
}

/** The answer of `GET /status/ping`. */
export function pong(): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'pong' };
}

/** The error envelope: `err` is a number, the keys stand first, as Java's client expects. */
export function failure({ status, message, headers }: Refused): Reply {
  return { status, headers: { ...json, ...headers }, body: `{"err":1,"message":${JSON.stringify(message)}}` };
}

/** There is no limit here, but clients pause when the headers are missing or say 0. `now` in unix milliseconds. */
export function rateLimitHeaders(now: number): Record<string, string> {
  return {
    'X-Rate-Limit-Limit': '5000',
    'X-Rate-Limit-Remaining': '4999',
    'X-Rate-Limit-Remaining-Seconds': '60',
    'X-Rate-Limit-Reset': String(Math.floor(now / 1000) + 60),
  };
}
