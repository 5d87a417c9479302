/** The fields of a breakdown in the order in which a person asks for them. Pure. */
import type { FactBreakdown } from '../../shared/breakdown.ts';
import { callFields } from '../../shared/difference.ts';

const first = ['environment', 'version', 'browser', 'os', 'host', 'ip', 'context', 'request_url', 'person_username'];
/** Where it happened and what the application said of it come first, calls and what is known of the SDK last. */
export function orderedFields(fields: readonly FactBreakdown[]): FactBreakdown[] {
  return [...fields].sort((a, b) => rankOf(a) - rankOf(b) || (a.label < b.label ? -1 : 1));
}

/** Fields that have the same one value in all reports say nothing about which reports they are. */
export function isUniform({ different, values: [only] }: FactBreakdown): boolean {
  return different === 1 && only !== undefined && only.share > 0.999;
}

function rankOf({ field }: FactBreakdown): number {
  const at = first.indexOf(field);
  if (at !== -1) return at;
  if (field.startsWith('custom:')) return first.length;
  return first.length + (callFields.has(field) ? 2 : 1);
}
