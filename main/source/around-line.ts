/** The lines around the one that failed, and whether they are what the report has seen. Pure. */
import type { Frame } from '../../shared/occurrence.ts';
import type { FrameSource } from '../../shared/source.ts';

const linesBefore = 8;
const linesAfter = 8;

export interface FileOnDisk {
  path: string;
  text: string;
  /** Unix milliseconds. */
  changedAt: number;
}

type Found = Extract<FrameSource, { kind: 'found' }>;
type FrameLines = Pick<Frame, 'line' | 'code' | 'before' | 'after'>;

/** `occurredAt` in unix milliseconds, by the clock of the application. */
export function aroundLine(file: FileOnDisk, frame: FrameLines, occurredAt: number): Found {
  const all = linesOf(file.text);
  const line = frame.line ?? 1;
  const isThere = line <= all.length;
  const first = Math.max(1, Math.min(line, all.length) - linesBefore);
  const differs = comparison(all, frame);
  return {
    kind: 'found',
    path: file.path,
    from: first,
    lines: all.slice(first - 1, Math.min(line, all.length) + linesAfter),
    failing: frame.line !== null && isThere ? line - first : null,
    differs,
    note: noteOn({ line, last: all.length, differs, changedSince: file.changedAt > occurredAt }),
  };
}

/** The lines of a text; a line break at its end begins no further one. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

function noteOn(facts: { line: number; last: number; differs: boolean | null; changedSince: boolean }): string | null {
  if (facts.line > facts.last) return `The file on disk ends at line ${String(facts.last)}: it differs from what ran.`;
  if (facts.differs === true) return 'The file on disk differs from what ran.';
  if (facts.differs === null && facts.changedSince) return 'The file was changed after this report.';
  return null;
}

/** Compares every line that the report brought. */
function comparison(all: readonly string[], { line, code, before, after }: FrameLines): boolean | null {
  if (line === null || code === null) return line !== null && line > all.length ? true : null;
  const sent = [...before, code, ...after];
  const start = line - 1 - before.length;
  return sent.some((text, index) => !isSame(text, all[start + index], index - before.length));
}

/** Long lines: what a client has cut off is not held against the file. */
const cutAt = 200;

function isSame(sent: string, onDisk: string | undefined, distance: number): boolean {
  // What clients send beyond the ends of a file is an empty line.
  if (onDisk === undefined) return distance !== 0 && sent.trim() === '';
  const text = sent.trimEnd();
  return text === onDisk.trimEnd() || (text.length >= cutAt && onDisk.startsWith(text.replace(/(?:\.\.\.|…)$/, '')));
}
