/**
 * Part of the frozen mechanism st1 (rollbar.md 4.3): what the exceptions of an occurrence are for the key. Lines, columns,
 * code and the exceptions' messages take no part.
 */
import type { ExceptionRecord, Frame, Occurrence } from '../../shared/occurrence.ts';
import { deployRoot, filenameForKey } from './st1-filename.ts';
import { methodForKey } from './st1-method.ts';

/** Frames that say nothing about the program: starts of file names. */
const BOILERPLATE = ['node:internal/', 'internal/'];

/** File and method of each frame, then the class, for each exception in turn. */
export function framesForKey(occurrence: Occurrence): string[] {
  const { exceptions } = occurrence;
  const root = deployRoot(occurrence.server?.root);
  const isJava = /^java(?![a-z])/i.test(occurrence.language ?? '');
  // A report of boilerplate alone still has to be told apart from others.
  const keepAll = exceptions.every(({ frames }) => frames.every(isBoilerplate));
  const isCrashFirst = occurrence.notifier?.name === 'rollbar/rollbar-go';
  return exceptions.flatMap((exception) => {
    const kept = exception.frames.filter((frame) => keepAll || !isBoilerplate(frame));
    const lines = kept.map((frame) => `${filenameForKey(frame.file, root)}:${methodForKey(methodOf(frame, isJava))}`);
    // The Go client sends the crashing call first, and st1 hashes frames in the order they were sent.
    if (isCrashFirst) lines.reverse();
    return [...lines, `#${exception.class}`];
  });
}

export function hasFrames(exceptions: ExceptionRecord[]): boolean {
  return exceptions.some(({ frames }) => frames.length > 0);
}

function isBoilerplate(frame: Frame): boolean {
  return BOILERPLATE.some((start) => frame.file.startsWith(start));
}

/** In Java a method means little without its class. */
function methodOf(frame: Frame, isJava: boolean): string {
  const method = frame.function ?? '';
  return isJava && frame.module ? `${frame.module}.${method}` : method;
}
