/** Where an occurrence happened, in a few words, for the second line of a row. */
import type { Frame, Occurrence, RequestRecord } from '../../shared/occurrence.ts';
import { oneLine } from './one-line.ts';
import { shortFile } from './short-file.ts';

/** What clients send for a function without a name. */
const NAMELESS = new Set(['[anonymous]', '<anonymous>', '(anonymous)', '<unknown>', '?']);

/**
 * The most recent call within the project, else the last call at all, as `file in function`; without frames what the
 * application was doing. One line of at most 255 characters, empty when nothing is known.
 */
export function culpritOf(occurrence: Occurrence): string {
  const frame = crashingFrame(occurrence);
  if (frame !== undefined) return culpritAt(frame, occurrence);
  return oneLine(occurrence.context ?? '') || oneLine(requestLine(occurrence.request));
}

/** The frame as `file in function`, on one line of at most 255 characters. */
export function culpritAt(frame: Frame, { server }: Occurrence): string {
  return oneLine(placeOf(frame, server?.root ?? ''));
}

function crashingFrame({ exceptions }: Occurrence): Frame | undefined {
  for (const { frames } of exceptions) {
    const own = frames.findLast((frame) => frame.inProject);
    if (own !== undefined) return own;
  }
  return exceptions.find(({ frames }) => frames.length > 0)?.frames.at(-1);
}

function placeOf(frame: Frame, root: string): string {
  const file = shortFile(frame.file, root);
  const method = frame.function?.trim() ?? '';
  if (method === '' || NAMELESS.has(method)) return file;
  return file === '' ? method : `${file} in ${method}`;
}

function requestLine(request: RequestRecord | null): string {
  const path = request?.url == null ? '' : pathOf(request.url);
  return `${request?.method ?? ''} ${path}`;
}

/** The path alone: origins differ between machines, and queries hold data. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
}
