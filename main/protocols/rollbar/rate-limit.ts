/** What a token with a limit hears of it (rollbar.md 1.10). Clients pause when the headers say 0. */
import type { CountedRequest, Intake } from '../intake.ts';
import type { Refused, Reply } from '../route.ts';

/** Counts the request: a refusal when it is one too many, else the headers for its answer. */
export function countedBy(
  intake: Intake,
  token: string,
): {
  refused: Refused | null;
  headers: Record<string, string> | null;
} {
  const counted = intake.countRequest(token);
  if (counted === null) return { refused: null, headers: null };
  const headers = headersOf(counted, intake.now());
  if (!counted.isOver) return { refused: null, headers };
  const message = `Over rate limit. This access token may be used ${String(counted.limit)} times per window.`;
  const retryAfter = headers['X-Rate-Limit-Remaining-Seconds'] ?? '1';
  return { refused: { status: 429, message, headers: { ...headers, 'Retry-After': retryAfter } }, headers };
}

export function withHeaders(reply: Reply, headers: Record<string, string> | null): Reply {
  return headers === null ? reply : { ...reply, headers: { ...reply.headers, ...headers } };
}

/** The last second of a window counts as one: a 0 would mean that waiting is over. */
function headersOf({ limit, remaining, windowEndsAt }: CountedRequest, now: number): Record<string, string> {
  return {
    'X-Rate-Limit-Limit': String(limit),
    'X-Rate-Limit-Remaining': String(remaining),
    'X-Rate-Limit-Remaining-Seconds': String(Math.max(1, Math.ceil((windowEndsAt - now) / 1000))),
    'X-Rate-Limit-Reset': String(Math.ceil(windowEndsAt / 1000)),
  };
}
