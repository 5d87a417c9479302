/** Who may post what (rollbar.md 1.3, 1.4), and how a refusal is worded: rollbar.js shows these to the developer. */
import type { TokenScope } from '../../../shared/project.ts';
import type { Authorization, Intake } from '../intake.ts';
import type { Refused } from '../route.ts';
import { isPlausible } from './token.ts';

const notFound = 'access token not found';
const clientPlatforms = new Set<unknown>(['browser', 'android', 'ios', 'flash', 'client']);

/** The scope that a report needs: its platform decides, and no platform means a server. */
export function scopeOf(platform: unknown): TokenScope {
  return clientPlatforms.has(platform) ? 'post_client_item' : 'post_server_item';
}

/** Null when the token may do it, else the refusal. One of `scopes` is enough. */
export function refusalOf(intake: Intake, token: string | null, scopes: TokenScope[]): Refused | null {
  if (token === null) return { status: 401, message: 'Invalid format. access_token is missing and it is required.' };
  if (!isPlausible(token)) return { status: 403, message: notFound };
  const authorization = intake.authorize(token, scopes);
  return authorization.kind === 'refused' ? wordedRefusal(authorization, { token, scopes }) : null;
}

/** What the holder of the token hears. */
export function wordedRefusal(
  refusal: Extract<Authorization, { kind: 'refused' }>,
  asked: { token: string; scopes: TokenScope[] },
): Refused {
  return { status: 403, ...words(refusal, asked) };
}

type Words = Pick<Refused, 'message' | 'reason'>;

function words(
  refusal: Extract<Authorization, { kind: 'refused' }>,
  { token, scopes }: { token: string; scopes: TokenScope[] },
): Words {
  switch (refusal.reason) {
    case 'scope': {
      const has = refusal.has.length === 0 ? 'none' : refusal.has.join(', ');
      const wanted = scopes.join(' or ');
      return { message: `insufficient privileges: ${wanted} scope is required but the access token only has ${has}.` };
    }
    case 'disabled':
      return { message: 'insufficient privileges: The access token is disabled.' };
    case 'too-many-projects':
      return { message: 'too many projects: reports with a new access token are not taken any more.' };
    case 'unknown':
      return /^[\w-]+$/.test(token) ? { message: `${notFound}: ${token}`, reason: notFound } : { message: notFound };
  }
}
