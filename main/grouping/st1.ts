/**
 * The grouping mechanism st1 (rollbar.md 4.3, 4.4), frozen: items are kept by the keys it makes, so the same
 * occurrence must have the same key for ever. Another way to group is a new mechanism beside it (st2.ts), never a change
 * here or in a file named st1-*.
 */
import { hash } from 'node:crypto';
import type { Occurrence } from '../../shared/occurrence.ts';
import { crashReportForKey } from './st1-crash-report.ts';
import { framesForKey, hasFrames } from './st1-frames.ts';
import { messageForKey } from './st1-message.ts';

/** The key of an occurrence whose client left the choice to us: a SHA-1 as 40 hex digits. Pure, never throws. */
export function st1Key(occurrence: Occurrence): string {
  return hash('sha1', partsOf(occurrence).join('\n'), 'hex');
}

function partsOf(occurrence: Occurrence): string[] {
  const { exceptions, crashReport } = occurrence;
  if (hasFrames(exceptions)) return framesForKey(occurrence);
  if (exceptions[0] !== undefined) {
    return [...exceptions.map((exception) => exception.class), messageForKey(exceptions[0].message ?? '')];
  }
  if (crashReport !== null) return crashReportForKey(crashReport);
  return [`message:${messageForKey(occurrence.message?.text ?? '')}`];
}
