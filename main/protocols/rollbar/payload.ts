/** From JSON text to values: tokens taken out, bounded in depth where all of it is walked. */
import { isObject } from '../../../shared/json.ts';
import { limitDepth } from './depth.ts';
import { isUnmistakable, textWithout, usable, valueWithout } from './token.ts';

export interface Payload {
  root: Record<string, unknown>;
  /** The text that `parsePayload` reads back into the same root, except that it holds no token. */
  text: string;
  /** The token at the root of the body. */
  token: string | null;
}

/** Bounded in depth. Throws a SyntaxError when the text is not JSON. A root that is no object counts as an empty one. */
export function parsePayload(text: string): Record<string, unknown> {
  const root: unknown = JSON.parse(text);
  limitDepth(root, text);
  return isObject(root) ? root : {};
}

/** The same however deep it is: for a look at its first levels, which is all that a sender waits for. */
function parseAtOnce(text: string): Record<string, unknown> {
  const root: unknown = JSON.parse(text);
  return isObject(root) ? root : {};
}

/** Reads a payload, however deep, and takes out the tokens that came beside the body and the one inside. Throws a SyntaxError. */
export function readPayload(sent: string, tokensBeside: string[]): Payload {
  const unclean: string[] = [];
  let text = sent;
  for (const token of tokensBeside.filter(isUnmistakable)) {
    const clean = textWithout(text, token);
    if (clean === null) unclean.push(token);
    else text = clean;
  }
  const root = parseAtOnce(text);
  const token = usable(root['access_token']);
  if (token === null && unclean.length === 0) return { root, text, token };
  if (token !== null && unclean.length === 0) {
    const clean = isUnmistakable(token) ? textWithout(text, token) : null;
    if (clean !== null && clean !== text) return { ...cleaned(root, { text, clean, token }), token };
  }
  if (token !== null && isUnmistakable(token)) unclean.push(token);
  limitDepth(root, text);
  const cleanRoot = valueWithout(root, unclean) as Record<string, unknown>;
  if (token !== null) cleanRoot['access_token'] = '';
  return { root: cleanRoot, text: JSON.stringify(cleanRoot), token };
}

/** Parses again only when the token stands elsewhere in the report, too. */
function cleaned(
  root: Record<string, unknown>,
  { text, clean, token }: { text: string; clean: string; token: string },
): Pick<Payload, 'root' | 'text'> {
  if (text.length - clean.length > token.length) return { root: parseAtOnce(clean), text: clean };
  root['access_token'] = '';
  return { root, text: clean };
}
