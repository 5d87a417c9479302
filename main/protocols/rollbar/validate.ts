/**
 * What is refused for its content, worded as the hosted service words it (rollbar.md 2.3): Java's client, for one, reads
 * these messages by pattern. By default only a report without any recognisable body is refused, so that no error is lost.
 */
import { isObject } from '../../../shared/json.ts';
import { bodyKindOf, oneKind } from './body-kind.ts';
import { strictProblem } from './strict.ts';

/** The message for a 422, or null when the report may come in. `root` is the whole posted object. */
export function problemOf(root: Record<string, unknown>, isStrict: boolean): string | null {
  const problem = missingPart(root) ?? (isStrict ? strictProblem(root['data'] as Record<string, unknown>) : null);
  return problem === null ? null : `Invalid format. ${problem}`;
}

function missingPart({ data }: Record<string, unknown>): string | null {
  if (!isObject(data)) return 'data is missing and it is required.';
  const { body } = data;
  if (!isObject(body))
    return (
      "data.body must not be undefined. Instead, it should be an object with a 'message', 'trace', 'trace_chain', " +
      "or 'crash_report' key."
    );
  return bodyKindOf(body) === null ? oneKind : null;
}
