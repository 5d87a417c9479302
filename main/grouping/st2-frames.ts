/**
 * Part of the mechanism st2: the frames that count, compared by class or file and function, with recursion folded and glue
 * left out; and among them the site: where the error happened, seen by the people who own the code.
 */
import type { Frame } from '../../shared/occurrence.ts';
import { comparedFrame, type ComparedFrame } from './st2-compared-frame.ts';
import { isGuard } from './st2-glue.ts';

/** A frame in its place among the others. */
export interface CountedFrame extends ComparedFrame {
  /** Index among the frames of its exception. */
  index: number;
  /** 1-based; null when unknown. */
  line: number | null;
  /** The line as text, with the column where minified code has much in a line; empty when unknown. */
  spot: string;
}

/** Frames nearest to the crash that are looked at. */
const CONSIDERED = 120;
/** The longest cycle of calls that is folded. */
const LONGEST_CYCLE = 4;
/** Guards that are passed on the way from the crash to the site. */
const MOST_GUARDS = 8;

/** The frames that count, crashing call first. All of them when nothing but glue is there. */
export function countedFrames(frames: Frame[]): CountedFrame[] {
  const near = frames.slice(-CONSIDERED);
  const first = frames.length - near.length;
  const kept: CountedFrame[] = [];
  const glue: CountedFrame[] = [];
  for (let at = near.length - 1; at >= 0; at--) {
    const frame = near[at];
    if (frame === undefined) continue;
    const compared = comparedFrame(frame);
    if (compared.place === '' && compared.method === '') continue;
    const { line, column } = frame;
    const spot = `${String(line ?? '')}${compared.isMinified ? `:${String(column)}` : ''}`;
    (compared.isGlue ? glue : kept).push({ ...compared, index: first + at, line, spot });
    foldEnd(kept);
  }
  return kept.length > 0 ? kept : glue;
}

/** Drops the last calls when they repeat the ones before them, so that depth makes no difference. */
function foldEnd(frames: CountedFrame[]): void {
  const size = frames.length;
  for (let cycle = 1; cycle <= LONGEST_CYCLE && cycle * 2 <= size; cycle++) {
    let same = true;
    for (let back = 1; same && back <= cycle; back++) same = isSame(frames[size - back], frames[size - back - cycle]);
    if (same) {
      frames.length = size - cycle;
      return;
    }
  }
}

function isSame(a: CountedFrame | undefined, b: CountedFrame | undefined): boolean {
  return a !== undefined && b !== undefined && strictName(a) === strictName(b);
}

/** Place and function; where the function has no name, the line stands for it, and for those of a test its file. */
export function strictName({ place, method, spot, isTest }: CountedFrame): string {
  return method === '' && !isTest ? `${place}@${spot}` : `${place}:${method}`;
}

export interface Site {
  /** The frames of the project, crashing call first; all frames that count when none is the project's. */
  own: CountedFrame[];
  /** How many of them only raise for their caller; the next one is where it happened. */
  guards: number;
  /** Whether a library stands between the site and the crash. */
  isBelowLibrary: boolean;
}

/** The project's frames, else those of frameworks, which may be the project itself, else all. */
function ownFrames(frames: CountedFrame[]): CountedFrame[] {
  const project = frames.filter(({ owner }) => owner === 'project');
  if (project.length > 0) return project;
  const frameworks = frames.filter(({ owner }) => owner === 'framework');
  return frameworks.length > 0 ? frameworks : frames;
}

/** Undefined when there are no frames. */
export function siteOf(frames: CountedFrame[]): Site | undefined {
  if (frames.length === 0) return undefined;
  const own = ownFrames(frames);
  let guards = 0;
  while (guards < MOST_GUARDS && guards < own.length - 1) {
    const frame = own[guards];
    if (frame === undefined || !isGuard(frame.method, frame.place)) break;
    guards += 1;
  }
  return { own, guards, isBelowLibrary: own[0] !== frames[0] };
}
