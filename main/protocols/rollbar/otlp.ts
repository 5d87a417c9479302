/** Spans as rollbar.js 3 posts them: OTLP traces as JSON (rollbar.md 2.9). Nothing throws; what is not there is null. */
import { isObject } from '../../../shared/json.ts';

/** Plain values of attributes, by name. */
export type SpanAttributes = Map<string, unknown>;

export interface Span {
  fields: Record<string, unknown>;
  attributes: SpanAttributes;
}

export interface Trace {
  /** Attributes of the resources, the first value of each. */
  resource: SpanAttributes;
  spans: Span[];
}

/** All spans of a post in their order; null when it has no list of resources. */
export function traceOf(root: Record<string, unknown>): Trace | null {
  if (!Array.isArray(root['resourceSpans'])) return null;
  const resources = objectsIn(root['resourceSpans']);
  const resource: SpanAttributes = new Map();
  for (const { resource: each } of resources) {
    for (const [name, value] of attributesOf(isObject(each) ? each['attributes'] : null)) {
      if (!resource.has(name)) resource.set(name, value);
    }
  }
  const scopes = resources.flatMap((each) => objectsIn(each['scopeSpans']));
  const spans = scopes.flatMap((scope) => objectsIn(scope['spans']));
  return { resource, spans: spans.map((fields) => ({ fields, attributes: attributesOf(fields['attributes']) })) };
}

/** The objects of a list; none when it is no list. */
export function objectsIn(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A list of keys with values of OTLP's kinds. */
export function attributesOf(list: unknown): SpanAttributes {
  return new Map(objectsIn(list).map(({ key, value }) => [String(key), plainValue(value)]));
}

function plainValue(sent: unknown): unknown {
  if (!isObject(sent)) return sent ?? null;
  if ('arrayValue' in sent) return isObject(sent['arrayValue']) ? valuesIn(sent['arrayValue']).map(plainValue) : [];
  if ('kvlistValue' in sent) {
    const { kvlistValue: list } = sent;
    return isObject(list) ? Object.fromEntries(attributesOf(list['values'])) : {};
  }
  // 64-bit numbers are texts in OTLP.
  if ('intValue' in sent) return Number(sent['intValue']);
  return sent['stringValue'] ?? sent['doubleValue'] ?? sent['boolValue'] ?? null;
}

function valuesIn({ values }: Record<string, unknown>): unknown[] {
  return Array.isArray(values) ? (values as unknown[]) : [];
}
