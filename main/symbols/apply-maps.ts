/** Tells the frames of an occurrence as places in the source. */
import type { Frame, MappingProblem, Occurrence } from '../../shared/occurrence.ts';
import type { BuiltPlace, Original } from './source-map.ts';

/** How source maps are found and asked. */
export interface MapDesk {
  /** The source map of a built file. */
  find(url: string): number | null;
  /** The places in the source, in the order of `places`; null when the map cannot be read. */
  trace(fileId: number, places: BuiltPlace[]): Promise<(Original | null)[] | null>;
  /** Does a source file belong to the project, judged from its name? */
  isInProject(source: string): boolean;
}

/** The version whose maps apply (rollbar.md 3.8); the browser's own, since `release` may be the server's. */
export function mapVersion({ client, release }: Occurrence): string | null {
  const javascript = client?.['javascript'];
  const isSection = typeof javascript === 'object' && javascript !== null && !Array.isArray(javascript);
  const sent = isSection ? javascript['code_version'] : null;
  if (typeof sent === 'string' && sent !== '') return sent;
  return typeof sent === 'number' ? String(sent) : release;
}

type Asked = { kind: 'place'; place: BuiltPlace; fileId: number } | { kind: 'failed'; problem: MappingProblem } | null;

/** The same occurrence where no frame is of a built file. Maps are asked once each. */
export async function applyMaps(occurrence: Occurrence, version: string, desk: MapDesk): Promise<Occurrence> {
  const asked = occurrence.exceptions.map(({ frames }) => frames.map((frame) => askedOf(frame, desk)));
  if (asked.every((frames) => frames.every((one) => one === null))) return occurrence;
  const originals = await traceAll(asked.flat(), desk);
  const exceptions = occurrence.exceptions.map((exception, at) => ({
    ...exception,
    frames: exception.frames.map((frame, index) => {
      const [one = null, caller = null] = [asked[at]?.[index], asked[at]?.[index - 1]];
      if (one === null) return frame;
      const original = one.kind === 'place' ? originals.get(one) : undefined;
      if (one.kind === 'place' && original)
        return mappedFrame(frame, { original, place: one.place, called: nameAt(originals, caller) }, desk);
      const problem = one.kind === 'failed' ? one.problem : original === null ? 'not-covered' : 'unreadable';
      return { ...frame, mapping: { kind: 'failed' as const, problem, version } };
    }),
  }));
  return { ...occurrence, exceptions };
}

/** Null for a frame that no source map is for. */
function askedOf(frame: Frame, desk: MapDesk): Asked {
  const { file, line, column } = frame;
  const fileId = desk.find(file);
  if (fileId === null) return /^https?:\/\//i.test(file) ? { kind: 'failed', problem: 'no-map' } : null;
  if (line === null || line < 1 || column === null || column < 1) return { kind: 'failed', problem: 'no-column' };
  return { kind: 'place', fileId, place: { line, column, function: frame.function } };
}

type Originals = Map<Asked, Original | null>;

/** Places whose map cannot be read are left out. */
async function traceAll(asked: Asked[], desk: MapDesk): Promise<Originals> {
  const byFile = Map.groupBy(
    asked.filter((one) => one?.kind === 'place'),
    (one) => one.fileId,
  );
  const originals: Originals = new Map();
  await Promise.all(
    Array.from(byFile, async ([fileId, ofFile]) => {
      const found = await desk.trace(
        fileId,
        ofFile.map(({ place }) => place),
      );
      for (const [index, one] of ofFile.entries()) if (found) originals.set(one, found[index] ?? null);
    }),
  );
  return originals;
}

/** What the caller calls, in the words of the source. */
function nameAt(originals: Originals, caller: Asked): string | null {
  return originals.get(caller)?.name ?? null;
}

interface Found {
  original: Original;
  place: BuiltPlace;
  called: string | null;
}

function mappedFrame(frame: Frame, { original, place, called }: Found, desk: MapDesk): Frame {
  const { source, line, column, excerpt } = original;
  return {
    ...frame,
    ...{ file: source, absolutePath: null, line, column },
    function: functionName(frame.function, { called, isKnown: original.hasFunction }),
    ...(excerpt ?? {}),
    inProject: !original.isLibrary && desk.isInProject(source),
    mapping: {
      kind: 'mapped',
      minified: { file: frame.file, line: place.line, column: place.column, function: frame.function },
    },
  };
}

/** Words at the place of a call that are not what is called. */
const callers = new Set(['call', 'apply', 'bind', 'then', 'this']);

/**
 * The name by which its caller knows the function, else its own if the source knows that. Otherwise none: a name that a
 * minifier made would put the next build's reports into another item.
 */
function functionName(sent: string | null, known: { called: string | null; isKnown: boolean }): string | null {
  if (sent === null) return null;
  const { called, isKnown } = known;
  if (called !== null && !callers.has(called)) return sent.startsWith('new ') ? `new ${called}` : called;
  return isKnown ? sent : null;
}
