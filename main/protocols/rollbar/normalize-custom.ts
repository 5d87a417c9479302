/** What the application itself put beside the report: custom data, attributes, and keys that Rollbar does not know. */
import { isObject, type JsonObject } from '../../../shared/json.ts';
import { list, note, rest, text, type Section } from './fields.ts';

/** Keys of `data` that have a place of their own, or that only repeat the client's configuration. */
const known = new Set([
  ...['environment', 'body', 'level', 'timestamp', 'code_version', 'platform', 'language', 'framework', 'context'],
  ...['request', 'person', 'server', 'client', 'custom', 'fingerprint', 'title', 'uuid', 'notifier', 'attributes'],
  ...['endpoint', 'metadata', 'is_uncaught', '_isUncaught', '_originalArgs'],
]);

/**
 * Custom data first, then what stands at the root of `data` without belonging there (rollbar.js for Node copies the
 * custom keys to it), then what came with the body. A key that is there already is not taken again.
 */
export function customOf(data: Section, bodyExtra: JsonObject | null): JsonObject | null {
  const { custom } = data.fields;
  const unknown = rest(data, known);
  const own = isObject(custom) ? (custom as JsonObject) : wrapped(data, custom);
  if (own === null && unknown === null && bodyExtra === null) return null;
  const all = { ...own, ...bodyExtra, ...unknown, ...own };
  return Object.keys(all).length === 0 ? null : all;
}

function wrapped(data: Section, custom: unknown): JsonObject | null {
  if (custom === undefined || custom === null || (Array.isArray(custom) && custom.length === 0)) return null;
  note(data.defects, 'data.custom', 'is not an object');
  return { custom: custom as JsonObject };
}

export interface Attributes {
  tags: Record<string, string>;
  sessionId: string | null;
  traceId: string | null;
}

/** `data.attributes` of rollbar.js 3: pairs of key and value. */
export function attributesOf(data: Section): Attributes {
  const pairs = new Map<string, string>();
  for (const [index, fields] of list(data, 'attributes').entries()) {
    const pair = {
      fields: isObject(fields) ? fields : {},
      path: `data.attributes[${String(index)}]`,
      defects: data.defects,
    };
    const key = text(pair, 'key');
    const value = text(pair, 'value');
    if (key !== null && value !== null) pairs.set(key, value);
    else note(data.defects, pair.path, 'is no pair of key and value');
  }
  const sessionId = pairs.get('session_id') ?? null;
  const traceId = pairs.get('trace_id') ?? null;
  pairs.delete('session_id');
  pairs.delete('trace_id');
  return { tags: Object.fromEntries(pairs), sessionId, traceId };
}
