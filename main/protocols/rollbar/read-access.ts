/** Who may read what was kept, and change it: not any page that happens to be open in a browser (rollbar.md 1.3, 1.6). */
import type { TokenScope } from '../../../shared/project.ts';
import type { Authorization, Intake } from '../intake.ts';
import type { Delivery, Refused } from '../route.ts';
import { wordedRefusal } from './access.ts';
import { isPlausible, tokenBesideBody } from './token.ts';

export type Access =
  | { kind: 'project'; token: string; projectId: number }
  | { kind: 'account'; token: string; projectIds: number[] }
  | { kind: 'refused'; refused: Refused };

const denied = (message: string): Access => ({ kind: 'refused', refused: { status: 403, message } });

/** What the token opens, for one of `scopes`. `tokenInBody` counts when there is no other. */
export function accessFor(
  delivery: Delivery,
  intake: Intake,
  { scopes, tokenInBody }: { scopes: TokenScope[]; tokenInBody: string | null },
): Access {
  const token = tokenBesideBody(delivery) ?? tokenInBody;
  // Not 401, as for a report: rollbar.md 7, 2.
  if (token === null) return denied('access_token is missing and it is required.');
  const authorization: Authorization = isPlausible(token) ? intake.authorize(token, scopes) : { kind: 'unknown' };
  switch (authorization.kind) {
    case 'known':
      return { kind: 'project', token, projectId: authorization.projectId };
    case 'account':
      return { kind: 'account', token, projectIds: authorization.projectIds };
    case 'unknown':
      return denied('invalid access token');
    case 'refused':
      return authorization.reason === 'scope' || authorization.reason === 'disabled'
        ? { kind: 'refused', refused: wordedRefusal(authorization, { token, scopes }) }
        : denied('invalid access token');
  }
}
