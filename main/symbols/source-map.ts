/** Reads a source map: which place in the source a place in the built file was made from. Sectioned maps, too. */
import { FlattenMap, isIgnored, originalPositionFor, traceSegment, type TraceMap } from '@jridgewell/trace-mapping';
import { isObject } from '../../shared/json.ts';
import { tidyName, uploadedSource } from './source-names.ts';
import { excerptOf, hasName, type Excerpt } from './source-text.ts';

/** A place in a built file; line and column are 1-based. */
export interface BuiltPlace {
  line: number;
  column: number;
  /** As the runtime calls it, if it does. */
  function: string | null;
}

/** The place in the source; line and column are 1-based. */
export interface Original {
  source: string;
  line: number;
  column: number;
  /** What is called there, in the words of the source. */
  name: string | null;
  /** Does the source know the function by the name that the runtime uses? */
  hasFunction: boolean;
  /** Told by the map itself to be other people's code. */
  isLibrary: boolean;
  excerpt: Excerpt | null;
}

export interface SourceMap {
  trace(place: BuiltPlace): Original | null;
  /** About how many bytes of memory it takes once it was asked. */
  cost: number;
}

/** The text is no source map; the message says why, for the one who sent it. */
export class SourceMapError extends Error {}

/** `sources` are the texts of source files that came beside the map, by their paths. Throws a SourceMapError. */
export function readSourceMap(text: string, sources: ReadonlyMap<string, string>): SourceMap {
  const map = flattened(text);
  const lines = new Map<string, { text: string; lines: string[] } | null>();
  const sourceText = (name: string): { text: string; lines: string[] } | null => {
    const known = lines.get(name);
    if (known !== undefined) return known;
    const at = map.resolvedSources.indexOf(name);
    const found = map.sourcesContent?.[at] ?? uploadedSource(sources, name);
    const read = found === null ? null : { text: found, lines: found.split(/\r\n|\n|\r/) };
    lines.set(name, read);
    return read;
  };
  return {
    cost: text.length * 2 + encodedLength(text) * memoryPerMapping,
    trace: (place) => {
      const { source, line, column, name } = originalPositionFor(map, { line: place.line, column: place.column - 1 });
      // Numbers in a damaged map can point anywhere.
      if (typeof source !== 'string' || line < 1 || column < 0) return null;
      const content = sourceText(source);
      return {
        ...{ source: tidyName(source), line, column: column + 1, name: typeof name === 'string' ? name : null },
        hasFunction: content !== null && place.function !== null && hasName(content.text, place.function),
        isLibrary: isIgnored(map, source),
        excerpt: content && excerptOf(content.lines, line),
      };
    },
  };
}

/** A segment of about six characters becomes a list of numbers of some ninety bytes. */
const memoryPerMapping = 15;

/** What of the text is mappings, judged without reading it again: all but the sources within. */
function encodedLength(text: string): number {
  const at = text.indexOf('"mappings"');
  if (at === -1) return 0;
  const from = text.indexOf('"', at + 10);
  const to = text.indexOf('"', from + 1);
  return to === -1 ? 0 : to - from;
}

function flattened(text: string): TraceMap {
  const root = parsed(text);
  const problem = problemOf(root);
  if (problem !== null) throw new SourceMapError(problem);
  try {
    // No base: sources are told as the build names them, not as addresses.
    const map = new FlattenMap(root as never, null);
    // Mappings are read when they are asked for the first time: now, so that it fails here if it does.
    traceSegment(map, 0, 0);
    return map;
  } catch (cause) {
    throw new SourceMapError('source_map cannot be read: its mappings are broken.', { cause });
  }
}

function parsed(text: string): unknown {
  try {
    // Some servers put this in front of JSON so that it cannot be run as a script.
    return JSON.parse(text.replace(/^\uFEFF?(?:\)\]\}'[^\n]*\n)?/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw new SourceMapError('source_map is not JSON.');
    throw error;
  }
}

/** Deeper ones are made to exhaust the reader. */
const mostNesting = 8;

/** A sentence, or null for a map whose parts are what they should be. */
function problemOf(root: unknown, depth = 0): string | null {
  if (!isObject(root)) return 'source_map is not a JSON object.';
  if (Number(root['version']) !== 3) return 'source_map is not a source map of version 3.';
  const { sections, sources, names, sourcesContent } = root;
  if (sections !== undefined) {
    if (depth >= mostNesting) return 'source_map has sections within sections within sections.';
    if (!Array.isArray(sections)) return 'source_map has sections that are not a list.';
    for (const section of sections as unknown[]) {
      const problem = problemOfSection(section, depth);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (typeof root['mappings'] !== 'string') return 'source_map has no mappings.';
  if (!areTexts(sources)) return 'source_map has no list of sources.';
  if (names !== undefined && !areTexts(names)) return 'source_map has names that are not a list of texts.';
  if (sourcesContent !== undefined && sourcesContent !== null && !areTexts(sourcesContent))
    return 'source_map has sourcesContent that is not a list of texts.';
  return null;
}

function problemOfSection(section: unknown, depth: number): string | null {
  if (!isObject(section) || !isObject(section['offset'])) return 'source_map has a section without an offset.';
  const { line, column } = section['offset'];
  if (!isCount(line) || !isCount(column)) return 'source_map has a section whose offset is no place.';
  if (section['map'] === undefined) return 'source_map has sections elsewhere; only sections with a map are taken.';
  return problemOf(section['map'], depth + 1);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string' || entry === null);
}
