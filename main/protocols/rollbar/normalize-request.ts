/** The web request during which it happened (rollbar.md 2.1, `data.request`). */
import type { JsonValue } from '../../../shared/json.ts';
import type { RequestRecord } from '../../../shared/occurrence.ts';
import { object, rest, section, text, unlessEmpty, value, type Section } from './fields.ts';
import { resolvedIp } from './ip-address.ts';

const known = new Set([
  ...['url', 'method', 'headers', 'params', 'GET', 'query_string', 'POST', 'body', 'user_ip', 'cookies'],
]);

/** Null when the client sent none. `remoteAddress` is who posted the report. */
export function requestOf(data: Section, remoteAddress: string): RequestRecord | null {
  const request = section(data, 'request');
  if (unlessEmpty(request.fields) === null) return null;
  const [query, unusedQuery] = firstOf(request, 'GET', 'query_string');
  const [body, unusedBody] = firstOf(request, 'POST', 'body');
  return {
    url: text(request, 'url'),
    method: text(request, 'method'),
    headers: headersOf(request),
    query,
    params: unlessHollow(value(request, 'params')),
    body,
    cookies: unlessHollow(value(request, 'cookies')),
    userIp: resolvedIp(text(request, 'user_ip'), remoteAddress),
    extra: unlessEmpty({ ...rest(request, known), ...unusedQuery, ...unusedBody }),
  };
}

/** Both keys say the same in two ways: the first that holds something is taken, the other one kept beside. */
function firstOf(request: Section, parsed: string, raw: string): [JsonValue, Record<string, JsonValue>] {
  const one = unlessHollow(value(request, parsed));
  const other = unlessHollow(value(request, raw));
  if (one === null) return [other, {}];
  return [one, other === null ? {} : { [raw]: other }];
}

function unlessHollow(sent: JsonValue): JsonValue {
  const isHollow = sent === '' || (typeof sent === 'object' && sent !== null && Object.keys(sent).length === 0);
  return isHollow ? null : sent;
}

function headersOf(request: Section): Record<string, string> {
  const headers = object(request, 'headers');
  if (headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, sent]) => [name, headerText(sent)]));
}

/** Clients send repeated headers as lists. */
function headerText(sent: unknown): string {
  if (typeof sent === 'string') return sent;
  return Array.isArray(sent) ? sent.map(headerText).join(', ') : JSON.stringify(sent ?? '');
}
