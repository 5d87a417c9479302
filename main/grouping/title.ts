/** The title of an item, from the occurrence that starts it (rollbar.md 4.7). */
import type { ExceptionRecord, Occurrence } from '../../shared/occurrence.ts';
import { oneLine } from './one-line.ts';
import { exceptionLine } from './st1-crash-report.ts';

/** The first of these that says something; one line of at most 255 characters, never empty. */
export function titleOf(occurrence: Occurrence): string {
  const { title, exceptions, message, crashReport } = occurrence;
  return (
    oneLine(title ?? '') ||
    titleOfException(exceptions[0]) ||
    oneLine(message?.text ?? '') ||
    oneLine(exceptionLine(crashReport ?? '').replace(/^Exception Type:/, '')) ||
    '(no message)'
  );
}

function titleOfException(exception: ExceptionRecord | undefined): string {
  const name = oneLine(exception?.class ?? '');
  const message = oneLine(exception?.message ?? '');
  return name && message ? oneLine(`${name}: ${message}`) : name || message;
}
