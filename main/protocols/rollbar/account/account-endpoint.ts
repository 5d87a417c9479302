/** What the endpoints of the account have in common: they take tokens of the account alone (rollbar.md 1.3). */
import type { AccountScope } from '../../../../shared/account.ts';
import type { Method, Refused, Reply, Route } from '../../route.ts';
import { replyOf, requestOf, unreadable, type Answer, type Request } from '../api/endpoint.ts';
import { accessFor } from '../read-access.ts';
import { readFields } from '../read-fields.ts';
import { failure } from '../reply.ts';
import { usable } from '../token.ts';

interface AccountEndpoint {
  method: Method;
  path: string;
  answer(asked: Request): Answer;
}

/** Some clients tell the two kinds of tokens apart by this status of `GET /projects`. */
const ofProject: Refused = {
  status: 403,
  message: 'insufficient privileges: an account access token is required but this is a project access token.',
};

/** A route that is closed to other pages. A GET reads, everything else writes. The order is token, body, content. */
export function accountEndpoint({ method, path, answer }: AccountEndpoint): Route {
  const scope: AccountScope = method === 'GET' ? 'read' : 'write';
  const handle: Route['handle'] = async (delivery, intake): Promise<Reply> => {
    const fields = delivery.body.length === 0 ? {} : await readFields(delivery);
    const access = accessFor(delivery, intake, { scopes: [scope], tokenInBody: usable(fields?.['access_token']) });
    if (access.kind === 'refused') return failure(access.refused);
    if (access.kind === 'project') return failure(ofProject);
    if (fields === null) return failure(unreadable);
    return replyOf(answer(requestOf(delivery, { fields, intake })), failure);
  };
  return { method, path, open: false, handle };
}

/** The envelope of what has no result (rollbar.md 3.10). */
export const done: Answer = {
  reply: { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: '{"err":0}' },
};

export function refusedWith(status: number, message: string): Answer {
  return { refused: { status, message } };
}
