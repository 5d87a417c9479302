/**
 * Access tokens: where they come from (rollbar.md 1.2) and how they are taken out of what is kept. A token is never
 * stored with a report.
 */
import type { Delivery } from '../route.ts';

/** Shorter tokens could be words of the report; only the field that holds them is emptied. In characters. */
const shortestUnmistakable = 16;
/** In characters. No SDK takes a longer one. */
const longest = 512;

/** The token of the header, else of the query; null when it may still be in the body. */
export function tokenBesideBody({ headers, query }: Pick<Delivery, 'headers' | 'query'>): string | null {
  const header = headers['x-rollbar-access-token'];
  return usable(Array.isArray(header) ? header[0] : header) ?? (query === '' ? null : usable(queryToken(query)));
}

function queryToken(query: string): string | null {
  return new URLSearchParams(query).get('access_token');
}

/** A token as it was sent, trimmed; null when there is none. */
export function usable(token: unknown): string | null {
  return typeof token === 'string' && token.trim() !== '' ? token.trim() : null;
}

/** May the token be a key at all? Longer ones are noise, and would be kept as keys of projects. */
export function isPlausible(token: string): boolean {
  return token.length <= longest;
}

/** Is the token long and plain enough to be searched in a text? */
export function isUnmistakable(token: string): boolean {
  return token.length >= shortestUnmistakable && /^[\w-]+$/.test(token);
}

/**
 * A JSON text with every appearance of an unmistakable token taken out. Null when that could break the JSON: the token
 * may be a number, or stand behind a backslash as part of an escape; then the parsed values have to be cleaned.
 */
export function textWithout(text: string, token: string): string | null {
  let at = text.indexOf(token);
  if (at === -1) return text;
  if (!/[a-z_]/i.test(token.replace(/e/gi, ''))) return null;
  let rest = '';
  let from = 0;
  for (; at !== -1; at = text.indexOf(token, from)) {
    if (text.slice(Math.max(0, at - 5), at).includes('\\')) return null;
    rest += text.slice(from, at);
    from = at + token.length;
  }
  return rest + text.slice(from);
}

/** The same value with the tokens taken out of all strings. The value must not be nested deeper than the stack allows. */
export function valueWithout(value: unknown, tokens: string[]): unknown {
  if (typeof value === 'string') return tokens.reduce((text, token) => text.replaceAll(token, ''), value);
  if (Array.isArray(value)) return value.map((entry) => valueWithout(entry, tokens));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, valueWithout(entry, tokens)]));
}

/** Fields that hold a token in a body that nobody could read: JSON, urlencoded, multipart. */
const fields = [
  /("access_token"\s*:\s*")[^"]*/g,
  /((?:^|&)access_token=)[^&]*/g,
  /(name="?access_token"?\r?\n\r?\n)[^\r\n]*/g,
];

/** A refused body without tokens. Bytes that are not text stay as they are. */
export function bodyWithout(body: Buffer, token: string | null): Buffer {
  let text = body.toString('latin1');
  for (const field of fields) text = text.replace(field, '$1');
  if (token !== null && isUnmistakable(token)) text = text.replaceAll(token, '');
  return Buffer.from(text, 'latin1');
}
