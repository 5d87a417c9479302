/** What a person sees of a limit that was reached: one item per token, an occurrence per window (rollbar.md 1.10). */
import type { Report } from '../protocols/intake.ts';
import type { StoredToken } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

/** The report of the limit of `token`, whose text is `secret`. */
export function reportOfLimit(
  { now, newUuid }: CollectorContext,
  { token, secret }: { token: StoredToken; secret: string },
): Report {
  const title = `Your rate limit has been reached for access_token ${token.name}`;
  const uuid = newUuid();
  const data = {
    uuid,
    ...{ environment: 'unknown', level: 'warning', framework: 'rollbar-system', title },
    body: { message: { body: title } },
  };
  const raw = JSON.stringify({ data });
  return { token: secret, protocol: 'rollbar', uuid, receivedAt: now(), raw, remoteAddress: '' };
}
