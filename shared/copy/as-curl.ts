/** The request during which it failed, as a command that makes it again. */
import { isObject, type JsonValue } from '../json.ts';
import type { RequestRecord } from '../occurrence.ts';
import { shellWord } from './shell-word.ts';

/** What curl makes itself, or what belonged to the connection of then. */
const ownHeaders = new Set([
  ...['content-length', 'host', 'connection', 'transfer-encoding', 'accept-encoding', 'keep-alive', 'upgrade', 'te'],
]);
const token = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/**
 * A command for a POSIX shell, one option a line; null when there is no address of the web to ask. No option reads a
 * file, none of the values can become another word, and no character in them stands for a pattern of addresses.
 */
export function asCurl(request: RequestRecord): string | null {
  const url = urlOf(request);
  if (url === null) return null;
  const method = request.method?.trim().toUpperCase() ?? '';
  const body = bodyOf(request);
  const options = [
    ...(token.test(method) && method !== (body === null ? 'GET' : 'POST') ? [`--request ${shellWord(method)}`] : []),
    ...headersOf(request, body).map((line) => `--header ${shellWord(line)}`),
    // Raw: curl reads a file where other forms of data begin with an at sign.
    ...(body === null ? [] : [`--data-raw ${shellWord(body.text)}`]),
  ];
  return [`curl --globoff --url ${shellWord(url)}`, ...options].join(' \\\n  ');
}

function urlOf({ url, headers, query }: RequestRecord): string | null {
  if (url === null) return null;
  const host = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host')?.[1];
  const isRelative = url.startsWith('/') && !url.startsWith('//');
  const whole = isRelative && host !== undefined && /^[\w.:[\]-]{1,255}$/.test(host) ? `http://${host}${url}` : url;
  if (!/^https?:\/\/[^\s/]/i.test(whole)) return null;
  const asked = formText(query);
  return asked === '' || whole.includes('?') ? whole : `${whole}?${asked}`;
}

function headersOf({ headers, cookies }: RequestRecord, body: Body | null): string[] {
  const sent = Object.entries(headers).filter(([name]) => token.test(name) && !ownHeaders.has(name.toLowerCase()));
  const has = (wanted: string): boolean => sent.some(([name]) => name.toLowerCase() === wanted);
  const lines = sent.map(([name, value]) => {
    const text = value.replace(/[\r\n]+/g, ' ').trim();
    // With a colon and nothing behind it curl would take the header out.
    return text === '' ? `${name};` : `${name}: ${text}`;
  });
  const pairs = isObject(cookies) ? Object.entries(cookies).map(([name, value]) => `${name}=${plain(value)}`) : [];
  if (pairs.length > 0 && !has('cookie')) lines.push(`Cookie: ${pairs.join('; ').replace(/[\r\n]+/g, ' ')}`);
  if (body?.type && !has('content-type')) lines.push(`Content-Type: ${body.type}`);
  return lines;
}

interface Body {
  text: string;
  /** Said where no header says it. */
  type: string | null;
}

function bodyOf({ body, headers }: RequestRecord): Body | null {
  if (body === null || body === '') return null;
  if (typeof body === 'string') return { text: body, type: null };
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (type.includes('x-www-form-urlencoded')) return { text: formText(body), type: null };
  return { text: JSON.stringify(body), type: 'application/json' };
}

function formText(value: JsonValue): string {
  if (typeof value === 'string') return value.replace(/^\?/, '');
  if (!isObject(value)) return '';
  const pairs = Object.entries(value).flatMap(([name, inner]) =>
    (Array.isArray(inner) ? inner : [inner]).map((one) => [name, plain(one)] as const),
  );
  return pairs.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('=')).join('&');
}

function plain(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
