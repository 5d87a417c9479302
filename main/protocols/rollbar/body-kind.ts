/** Which of the four kinds of body a report has (rollbar.md 2.1). One reading for what is refused and what is shown. */
import { isObject } from '../../../shared/json.ts';

export const bodyKinds = ['trace_chain', 'trace', 'crash_report', 'message'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** The hosted service's words for a report that has none of them, or several. */
export const oneKind =
  "data.body must have either a 'trace', 'trace_chain', 'message' or 'crash_report' property, (but not more than one).";

/** The first kind that can be read. Some clients send a trace and a message together: the trace counts. */
export function bodyKindOf(body: Record<string, unknown>): BodyKind | null {
  return bodyKinds.find((kind) => isReadable(kind, body[kind])) ?? null;
}

function isReadable(kind: BodyKind, value: unknown): boolean {
  switch (kind) {
    case 'trace_chain':
      return Array.isArray(value) && value.some(isObject);
    case 'trace':
      return isObject(value);
    case 'crash_report':
      return isObject(value) && typeof value['raw'] === 'string';
    case 'message':
      return typeof value === 'string' || isObject(value);
  }
}
