/** A version as a person says it: the hash of a commit by its first twelve digits, anything else whole. */
import { oneLine } from './one-line.ts';

const hash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

export function revisionText(revision: string, most = 80): string {
  return hash.test(revision) ? revision.slice(0, 12) : oneLine(revision, most) || '(empty)';
}
