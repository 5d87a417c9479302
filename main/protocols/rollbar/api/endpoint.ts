/** What all endpoints of the read/write API have in common: whose data it is, what was asked, and how it is answered. */
import type { TokenScope } from '../../../../shared/project.ts';
import type { Intake } from '../../intake.ts';
import type { Delivery, Method, Refused, Reply, Route } from '../../route.ts';
import { accessFor } from '../read-access.ts';
import { readFields, readList } from '../read-fields.ts';
import { refuse } from '../refuse.ts';
import { failure, success } from '../reply.ts';
import { usable } from '../token.ts';
import { countedBy, withHeaders } from '../rate-limit.ts';
import { projectsMeant, type ProjectRule } from './named-projects.ts';

/** A request whose token is good. */
export interface Asked extends Request {
  /** The first of `projectIds`. */
  projectId: number;
  /** All projects that are meant: for most endpoints, one. */
  projectIds: number[];
  /** Were they named? Else they are all there are. */
  isNamed: boolean;
  /** The body, when it is a list; then there are no fields but the query's. */
  list: unknown[] | null;
}

/** What was asked, whosever token it was. */
export interface Request {
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
  /** One of these is needed: of `read` and `write` always, of the others in strict mode. */
  scopes: TokenScope[];
  /** How many projects a token of the account may name; one if it is left out. */
  projects?: ProjectRule;
  /** A report of a program that nobody looks at: when it is refused, it is kept. */
  isReport?: boolean;
  /** May the body be a list? Anywhere else that is refused. */
  takesList?: boolean;
  answer(asked: Asked): Answer | Promise<Answer>;
}

/** A route that is closed to other pages. The order is token, body, project, rate, content. */
export function endpoint({ method, path, scopes, answer, ...more }: Endpoint): Route {
  const { projects = 'one', isReport = false, takesList = false } = more;
  const handle: Route['handle'] = async (delivery, intake) => {
    // A report that was answered is seen by who asks next, and so is the project that came with it.
    await intake.settled();
    const list = takesList ? readList(delivery) : null;
    const fields = delivery.body.length === 0 || list !== null ? {} : await readFields(delivery);
    const tokenInBody = usable(fields?.['access_token']);
    const refusing = (refused: Refused): Reply =>
      isReport ? refuse(delivery, intake, { ...refused, tokenInBody }) : failure(refused);
    const access = accessFor(delivery, intake, { scopes, tokenInBody });
    if (access.kind === 'refused') return refusing(access.refused);
    if (fields === null) return refusing(unreadable);
    const asked = requestOf(delivery, { fields, intake });
    const meant = projectsMeant(access, asked, projects);
    if ('refused' in meant) return refusing(meant.refused);
    const counted = countedBy(intake, access.token);
    if (counted.refused !== null) return failure(counted.refused);
    const [projectId = 0] = meant.projectIds;
    return withHeaders(replyOf(await answer({ ...asked, ...meant, list, projectId }), refusing), counted.headers);
  };
  return { method, path, open: false, isReport, handle };
}

export const unreadable: Refused = { status: 400, message: 'Invalid format. The body is not decodable.' };

/** An answer in the envelope of the hosted service. */
export function replyOf(answer: Answer, refusing: (refused: Refused) => Reply): Reply {
  if ('refused' in answer) return refusing(answer.refused);
  if ('reply' in answer) return answer.reply;
  return success('json' in answer ? answer.json : JSON.stringify(answer.result));
}

export function requestOf(
  delivery: Delivery,
  { fields: body, intake }: { fields: Record<string, unknown>; intake: Intake },
): Request {
  const query = new URLSearchParams(delivery.query);
  const fields: Record<string, unknown> = { ...Object.fromEntries(query), ...body };
  delete fields['access_token'];
  const { strict: isStrict } = intake.settings();
  const queryToken = usable(query.get('access_token'));
  return { path: delivery.params, query, fields, queryToken, isStrict, now: intake.now() };
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
