/**
 * `POST /api/1/session/`: what rollbar.js 3 recorded of a page (rollbar.md 2.9). It comes after its report was answered,
 * in one post or several; the order is size, token, JSON, content, storing, as it is for a report.
 */
import type { Intake } from '../intake.ts';
import type { Library, NewReplay } from '../library.ts';
import type { Delivery, Refused, Reply, Route } from '../route.ts';
import { refusalOf } from './access.ts';
import { limitDepth } from './depth.ts';
import { traceOf, type Trace } from './otlp.ts';
import { readPayload, type Payload } from './payload.ts';
import { refuse } from './refuse.ts';
import { countedBy, withHeaders } from './rate-limit.ts';
import { failure, success } from './reply.ts';
import { tokenBesideBody } from './token.ts';
import { isUsableUuid } from './uuid.ts';

/** Bytes of one post after inflation. Long recordings come in several. */
const largestPost = 16_777_216;
/** In characters. */
const longestName = 255;
/** More occurrences than this within one recording are a loop. */
const mostOccurrences = 100;

/** Open to any page, as reports are: it is the page itself that posts. */
export function sessionRoute(library: Library): Route {
  return {
    ...{ method: 'POST', path: '/api/1/session', open: true, isReport: true, maxBodyBytes: largestPost },
    handle: (delivery, intake) => postSession(delivery, intake, library),
  };
}

/** Answers after the recording is on disk. */
async function postSession(delivery: Delivery, intake: Intake, { replays }: Library): Promise<Reply> {
  const beside = tokenBesideBody(delivery);
  const payload = payloadOf(delivery, beside);
  const token = beside ?? payload?.token ?? null;
  const refused = refusalOf(intake, token, ['post_client_item', 'post_server_item']);
  if (refused !== null) return refuse(delivery, intake, { ...refused, tokenInBody: token });
  if (payload === null) return refuse(delivery, intake, undecodable);
  const read = replayOf(delivery, payload.root);
  if ('problem' in read) return refuse(delivery, intake, { status: 422, message: read.problem, tokenInBody: token });
  const counted = countedBy(intake, token ?? '');
  if (counted.refused !== null) return failure(counted.refused);
  // Line breaks in JSON stand between values only.
  const text = payload.text.replaceAll(/[\r\n]+/g, ' ');
  const outcome = await replays.add({ ...read, token: token ?? '', text });
  if (outcome === 'too-large') return refuse(delivery, intake, { ...tooLarge, tokenInBody: token });
  return withHeaders(success('{}'), counted.headers);
}

const undecodable: Refused = { status: 400, message: 'Invalid format. The body is not decodable JSON.' };
const tooLarge: Refused = {
  status: 413,
  message: 'request entity too large: this replay would exceed 32 MiB, and this part of it is not kept.',
};

function payloadOf({ body }: Delivery, token: string | null): Payload | null {
  try {
    const payload = readPayload(body.toString('utf8').trim(), token === null ? [] : [token]);
    limitDepth(payload.root, payload.text);
    return payload;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Read = Omit<NewReplay, 'token' | 'text'>;

function replayOf({ headers, remoteAddress }: Delivery, root: Record<string, unknown>): Read | { problem: string } {
  const trace = traceOf(root);
  if (trace === null) return { problem: 'Invalid format. resourceSpans is missing and it is required.' };
  if (trace.spans.length === 0) return { problem: 'Invalid format. resourceSpans has no spans.' };
  const header = headers['x-rollbar-replay-id'];
  const name = (typeof header === 'string' ? header.trim() : '') || textIn(trace, 'rollbar.replay.id');
  if (!/^[\w-]{1,64}$/.test(name)) return { problem: 'Invalid format. X-Rollbar-Replay-Id is missing or no valid id.' };
  const environment = trace.resource.get('rollbar.environment');
  return {
    ...{ name, remoteAddress, session: textIn(trace, 'session.id'), occurrences: occurrencesIn(trace) },
    environment: typeof environment === 'string' && environment !== '' ? environment.slice(0, longestName) : 'unknown',
  };
}

/** The first text that a span has under this name; empty when there is none. */
function textIn({ spans }: Trace, name: string): string {
  const found = spans.map(({ attributes }) => attributes.get(name)).find((value) => typeof value === 'string');
  return String(found ?? '').slice(0, longestName);
}

/** The occurrence that made the client send it, and those that happened while it was recorded. */
function occurrencesIn({ spans }: Trace): string[] {
  const named = spans.flatMap(({ attributes }) => [
    attributes.get('rollbar.occurrence.uuid'),
    ...listIn(attributes.get('rollbar.occurrence.uuids')),
  ]);
  return [...new Set(named.filter(isUsableUuid))].slice(0, mostOccurrences);
}

/** A list that was sent as JSON within a text. */
function listIn(text: unknown): unknown[] {
  if (typeof text !== 'string') return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? (list as unknown[]) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
