/**
 * The key of an occurrence whose client chose it (rollbar.md 4.2). It is a mechanism of its own: such items stay together
 * when a newer way to group the others is added.
 */
import { hash } from 'node:crypto';

/** The longest fingerprint that is taken as it is, in UTF-16 units. */
const LONGEST = 40;

/** The chosen key, or null when the parts say nothing. */
export function clientKey(parts: string[]): string | null {
  const [first = '', ...more] = parts;
  if (more.length > 0) return hash('sha1', JSON.stringify(parts), 'hex');
  if (first === '') return null;
  return first.length > LONGEST ? hash('sha1', first, 'hex') : first;
}
