/**
 * Which frames of a traceback stand alone and which are folded away: runs of library code become one line, and so do the
 * rounds of a recursion. What a person looks for is the project's own code. Pure.
 */
import type { Frame } from '../../shared/occurrence.ts';

export interface FrameAt {
  frame: Frame;
  /** Its place in the occurrence, the oldest call being 0. */
  index: number;
}

export type Piece =
  | ({ kind: 'frame' } & FrameAt)
  /** `place` is where the code lives, e.g. `node_modules`; `packages` whose it is. */
  | { kind: 'libraries'; frames: FrameAt[]; place: string; packages: string[] }
  | { kind: 'repeats'; frames: FrameAt[] };

export type FrameOrder = 'newest' | 'oldest';

/** Fewer equal frames in a row are shown as they are. */
const fewestRepeats = 4;

/** The frames in the order of the screen. Without any frame of the project, nothing is folded but repetition. */
export function foldFrames(frames: readonly Frame[], order: FrameOrder): Piece[] {
  const all = frames.map((frame, index) => ({ frame, index }));
  if (order === 'newest') all.reverse();
  const hasProject = frames.some((frame) => frame.inProject);
  const pieces: Piece[] = [];
  for (const run of runsOf(all, hasProject)) {
    const [first] = run;
    if (!first) continue;
    const isLibrary = hasProject && !first.frame.inProject;
    if (isLibrary && run.length > 1) pieces.push(libraries(run));
    else if (!isLibrary && run.length >= fewestRepeats) pieces.push({ kind: 'frame', ...first }, repeats(run.slice(1)));
    else pieces.push(...run.map((at): Piece => ({ kind: 'frame', ...at })));
  }
  return pieces;
}

/**
 * The frame that is open at first: the project's nearest to the failure that has something to show. Where the disk can
 * be asked, a line of a file is enough.
 */
export function firstOpen(frames: readonly Frame[], asksDisk = false): number | null {
  const hasCode = (frame: Frame): boolean => frame.code !== null;
  const isOurs = (frame: Frame): boolean => frame.inProject;
  const found = [
    frames.findLastIndex((frame) => isOurs(frame) && hasCode(frame)),
    frames.findLastIndex((frame) => isOurs(frame) && (frame.locals !== null || (asksDisk && frame.line !== null))),
    frames.findLastIndex(hasCode),
  ].find((index) => index !== -1);
  return found ?? null;
}

/** Neighbours that belong together: library code, or the same call again and again. */
function runsOf(all: readonly FrameAt[], hasProject: boolean): FrameAt[][] {
  const runs: FrameAt[][] = [];
  let last: string | undefined;
  for (const at of all) {
    const { frame } = at;
    const key =
      hasProject && !frame.inProject
        ? 'library'
        : JSON.stringify([frame.file, frame.line, frame.function, frame.locals, frame.args]);
    if (key === last) runs.at(-1)?.push(at);
    else runs.push([at]);
    last = key;
  }
  return runs;
}

function repeats(frames: FrameAt[]): Piece {
  return { kind: 'repeats', frames };
}

function libraries(frames: FrameAt[]): Piece {
  const homes = frames.map(({ frame }) => homeOf(frame));
  const places = new Set(homes.map((home) => home.place));
  const [place = ''] = places;
  return {
    kind: 'libraries',
    frames,
    place: places.size === 1 && place !== '' ? place : 'libraries',
    packages: [...new Set(homes.map((home) => home.name).filter((name) => name !== ''))],
  };
}

interface Home {
  place: string;
  name: string;
}

const homes: { pattern: RegExp; place: string }[] = [
  {
    pattern: /(?:^|[\\/])node_modules[\\/](?:\.pnpm[\\/].*[\\/]node_modules[\\/])?(@[^\\/]+[\\/][^\\/]+|[^\\/]+)/,
    place: 'node_modules',
  },
  { pattern: /(?:^|[\\/])(?:site|dist)-packages[\\/]([^\\/]+?)(?:\.py)?(?:[\\/]|$)/, place: 'site-packages' },
  { pattern: /(?:^|[\\/])gems[\\/]([^\\/]+?)-\d[^\\/]*[\\/]/, place: 'gems' },
  { pattern: /(?:^|[\\/])pkg[\\/]mod[\\/]([^@]+)@/, place: 'the module cache' },
  { pattern: /(?:^|[\\/])vendor[\\/]((?:[^\\/]+[\\/])?[^\\/]+)[\\/]/, place: 'vendor' },
  { pattern: /(?:^|[\\/])lib[\\/]python[\d.]+[\\/]([^\\/]+?)(?:\.py)?(?:[\\/]|$)/, place: 'the standard library' },
  { pattern: /^node:(?:internal[\\/])?([^\\/]+)/, place: 'Node.js' },
  { pattern: /^(?:java|javax|jdk|sun)\.([a-z]+)/, place: 'the Java runtime' },
];

/** Where a library frame lives and whose it is, as far as its path tells. */
function homeOf(frame: Frame): Home {
  for (const text of [frame.file, frame.absolutePath, frame.module]) {
    if (text === null) continue;
    for (const { pattern, place } of homes) {
      const found = pattern.exec(text);
      if (found) return { place, name: found[1] ?? '' };
    }
  }
  return { place: '', name: '' };
}
