/** Posts a kept report to a collector as a client does (rollbar.md 1.1). */
import { isObject } from '../../../shared/json.ts';
import type { ResendAnswer } from '../../../shared/resend.ts';

export interface Destination {
  /** Scheme, host and port. */
  base: string;
  token: string;
  /** Takes the place of the report's own. */
  uuid: string;
}

const longestWaitMs = 15_000;
const longestAnswer = 4000;
const shownWords = 300;

/** Never follows to another address, and never throws for what the other side does. */
export async function sendStoredItem(raw: string, { base, token, uuid }: Destination): Promise<ResendAnswer> {
  try {
    const answer = await fetch(`${base}/api/1/item/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': token },
      body: bodyWith(raw, { token, uuid }),
      redirect: 'manual',
      signal: AbortSignal.timeout(longestWaitMs),
    });
    return { kind: 'answered', status: answer.status, words: wordsOf(await beginningOf(answer)), uuid };
  } catch (error) {
    return { kind: 'unreachable', words: reasonOf(error) };
  }
}

/** What is no report with `data` goes as it is: the answer will say what is wrong with it. */
function bodyWith(raw: string, { token, uuid }: Pick<Destination, 'token' | 'uuid'>): string {
  const root = parsed(raw);
  if (!isObject(root) || !isObject(root['data'])) return raw;
  return JSON.stringify({ ...root, access_token: token, data: { ...root['data'], uuid } });
}

/** An answer may be of any length: the connection is let go of after the part that is looked at. */
async function beginningOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= longestAnswer) break;
  }
  return text.slice(0, longestAnswer);
}

/** The message that the protocol puts into its answers, else the text. */
function wordsOf(text: string): string {
  const root = parsed(text);
  const message = isObject(root) && typeof root['message'] === 'string' ? root['message'] : text;
  return message.replace(/\s+/g, ' ').trim().slice(0, shownWords);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'There was no answer within 15 seconds.';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const known: Record<string, string> = {
    ECONNREFUSED: 'Nothing listens at this address.',
    ENOTFOUND: 'There is no host of this name.',
    ECONNRESET: 'The connection was cut.',
  };
  return known[code] ?? `The address does not answer${code === '' ? '' : ` (${code})`}.`;
}
