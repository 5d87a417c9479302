/** `POST /api/1/item/`: one report (rollbar.md 2). The order is size, token, JSON, content, storing (rollbar.md 2.3). */
import type { Intake } from '../intake.ts';
import type { Delivery, Refused, Reply } from '../route.ts';
import { refusalOf, scopeOf } from './access.ts';
import { decode, type Framed } from './decode.ts';
import { readPayload, type Payload } from './payload.ts';
import { refuse } from './refuse.ts';
import { countedBy, withHeaders } from './rate-limit.ts';
import { failure, storedReply } from './reply.ts';
import { tokenBesideBody, usable } from './token.ts';
import { isUsableUuid } from './uuid.ts';
import { problemOf } from './validate.ts';

/** Answers after the report is on disk. Rejects with a Refusal when it cannot be stored. */
export async function postItem(delivery: Delivery, intake: Intake): Promise<Reply> {
  const framed = await decode(delivery.body, delivery.headers['content-type'] ?? '');
  const read = readFramed(delivery, framed);
  if (read.kind === 'unreadable') {
    // Whether the token is good is judged before the JSON is (rollbar.md 2.3).
    const refused = read.token === null && delivery.body.length > 0 ? null : refusalOf(intake, read.token, anyScope);
    return refuse(delivery, intake, refused ?? { status: 400, message: `Invalid format. ${read.message}` });
  }
  const refused = refusalFor(intake, read);
  if (refused !== null) return refuse(delivery, intake, { ...refused, tokenInBody: read.token });
  return store(delivery, intake, read);
}

const anyScope = ['post_server_item' as const, 'post_client_item' as const];

type Read =
  | { kind: 'payload'; root: Record<string, unknown>; text: string; token: string | null }
  | { kind: 'unreadable'; message: string; token: string | null };

type Readable = Extract<Read, { kind: 'payload' }>;

function readFramed(delivery: Delivery, framed: Framed): Read {
  const beside = tokenBesideBody(delivery);
  if (framed.kind === 'unreadable') return { ...framed, token: beside };
  const inForm = usable(framed.formToken);
  const tokens = [beside, inForm].filter((token) => token !== null);
  const payload = parsed(framed.text, tokens);
  if (payload === null)
    return { kind: 'unreadable', message: 'The body is not decodable JSON.', token: beside ?? inForm };
  return { kind: 'payload', root: payload.root, text: payload.text, token: beside ?? inForm ?? payload.token };
}

function parsed(text: string, tokens: string[]): Payload | null {
  try {
    return readPayload(text, tokens);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function refusalFor(intake: Intake, { root, token }: Readable): Refused | null {
  const data = root['data'] as { platform?: unknown } | null | undefined;
  const refused = refusalOf(intake, token, [scopeOf(data?.platform)]);
  if (refused !== null) return refused;
  const problem = problemOf(root, intake.settings().strict);
  return problem === null ? null : { status: 422, message: problem };
}

async function store(delivery: Delivery, intake: Intake, { root, text, token }: Readable): Promise<Reply> {
  // One too many is not kept: that would cost what the limit is to save. The collector says so in an item.
  const counted = countedBy(intake, token ?? '');
  if (counted.refused !== null) return failure(counted.refused);
  const data = root['data'] as Record<string, unknown>;
  const { remoteAddress } = delivery;
  const uuid = isUsableUuid(data['uuid']) ? data['uuid'] : intake.newUuid();
  const receivedAt = intake.now();
  await intake.accept({ token: token ?? '', protocol: 'rollbar', uuid, receivedAt, raw: text, remoteAddress });
  return withHeaders(storedReply(uuid), counted.headers);
}
