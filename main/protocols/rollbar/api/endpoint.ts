/** What all endpoints of the read/write API have in common: whose data it is, what was asked, and how it is answered. */
import type { TokenScope } from '../../../../shared/project.ts';
import type { Delivery, Method, Refused, Reply, Route } from '../../route.ts';
import { accessFor } from '../read-access.ts';
import { readFields } from '../read-fields.ts';
import { refuse } from '../refuse.ts';
import { failure, success } from '../reply.ts';
import { usable } from '../token.ts';

/** A request whose token is good. */
export interface Asked {
  projectId: number;
  /** Names in the path. */
  path: Record<string, string>;
  query: URLSearchParams;
  /** The fields of the body, else of the query: of a JSON body with their types, else texts. */
  fields: Record<string, unknown>;
  /** The token, if it came in the query. */
  queryToken: string | null;
  /** Refuse what the hosted service refuses? */
  isStrict: boolean;
  /** Unix milliseconds. */
  now: number;
}

/** `json` is a result that is text already. */
export type Answer = { result: unknown } | { json: string } | { refused: Refused } | { reply: Reply };

interface Endpoint {
  method: Method;
  path: string;
  /** One of these is needed in strict mode. */
  scopes: TokenScope[];
  /** A report of a program that nobody looks at: when it is refused, it is kept. */
  isReport?: boolean;
  answer(asked: Asked): Answer | Promise<Answer>;
}

/** A route that is closed to other pages. The order is token, body, content. */
export function endpoint({ method, path, scopes, isReport = false, answer }: Endpoint): Route {
  const handle: Route['handle'] = async (delivery, intake) => {
    const fields = delivery.body.length === 0 ? {} : await readFields(delivery);
    const tokenInBody = usable(fields?.['access_token']);
    const refusing = (refused: Refused): Reply =>
      isReport ? refuse(delivery, intake, { ...refused, tokenInBody }) : failure(refused);
    const access = accessFor(delivery, intake, { scopes, tokenInBody });
    if (access.kind === 'refused') return refusing(access.refused);
    if (fields === null) return refusing({ status: 400, message: 'Invalid format. The body is not decodable.' });
    const asked = askedBy(delivery, fields);
    const [projectId = 0] = access.projectIds;
    const { strict: isStrict } = intake.settings();
    intake.settle();
    const answered = await answer({ ...asked, projectId, isStrict, now: intake.now() });
    if ('refused' in answered) return refusing(answered.refused);
    if ('reply' in answered) return answered.reply;
    return success('json' in answered ? answered.json : JSON.stringify(answered.result));
  };
  return { method, path, open: false, isReport, handle };
}

function askedBy(
  delivery: Delivery,
  body: Record<string, unknown>,
): Pick<Asked, 'path' | 'query' | 'fields' | 'queryToken'> {
  const query = new URLSearchParams(delivery.query);
  const fields: Record<string, unknown> = { ...Object.fromEntries(query), ...body };
  delete fields['access_token'];
  return { path: delivery.params, query, fields, queryToken: usable(query.get('access_token')) };
}

export function notFound(what: string): Answer {
  return { refused: { status: 404, message: `${what} not found` } };
}

/** Valid JSON whose content is not (rollbar.md 1.5). */
export function invalid(problem: string): Answer {
  return { refused: { status: 422, message: `Invalid format. ${problem}` } };
}

/** Times on the wire are unix seconds. */
export function seconds(ms: number): number;
export function seconds(ms: number | null): number | null;
export function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 1000);
}
