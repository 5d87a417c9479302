/** A JSON value in a few words, for the line of a tree that is closed. */
import { cutText } from './one-line.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** `{id: 3, name: "Ada", …}`, about `limit` characters long. Looks at no more of the value than it shows. */
export function previewOf(value: Json, limit = 80): string {
  if (typeof value === 'string') return cutText(JSON.stringify(cutText(value, limit)), limit);
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  const parts: string[] = [];
  let length = 0;
  let seen = 0;
  const keys = Object.keys(value);
  for (const key of keys) {
    if (length > limit || seen === 12) break;
    const inner = (value as Record<string, Json>)[key] ?? null;
    const text = isNested(inner) ? (Array.isArray(inner) ? `[${String(inner.length)}]` : '{…}') : previewOf(inner, 40);
    const part = isList ? text : `${cutText(key, 40)}: ${text}`;
    parts.push(part);
    length += part.length + 2;
    seen += 1;
  }
  if (seen < keys.length) parts.push('…');
  return isList ? `[${parts.join(', ')}]` : `{${parts.join(', ')}}`;
}

/** Whether there is anything to open. */
export function isNested(value: Json): value is Json[] | Record<string, Json> {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The entries of a list or an object, the first `count` of them. */
export function entriesOf(value: Json[] | Record<string, Json>, count: number): [string, Json][] {
  return Array.isArray(value)
    ? value.slice(0, count).map((each, index) => [String(index), each])
    : Object.entries(value).slice(0, count);
}
