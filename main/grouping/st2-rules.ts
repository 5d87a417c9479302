/**
 * Part of the mechanism st2: the rules that make keys of an analysis, strict ones first. Each tells what counted, so that
 * a person can be shown why an occurrence is in its item.
 */
import type { Analysis } from './st2-analysis.ts';
import type { CountedFrame, Site } from './st2-frames.ts';
import { isTestCode } from './st2-own.ts';

/** `crash` and `template` stand alone; the others are made of a stack, in this order. */
export type Rule = 'stack' | 'line' | 'message' | 'library' | 'wrapped' | 'class' | 'way' | 'template' | 'crash';

export interface RuleKey {
  rule: Rule;
  /** What is hashed. */
  parts: string[];
  /** Indices, among the frames of the exception, of those that counted. */
  frames: number[];
  /** Class and words of the message that counted. */
  words: string[];
}

/** An error of these classes is told apart by its message: the test that fails is where it happened. */
const ASSERTION = /Assert|Comparison|Expectation/;
/** Frames next to the crash that tell a failure within a library. */
const NEAREST = 3;
/** Words that a message needs to tell a failure within a library. */
const TELLING = 5;

/** The keys of an analysis that has a site. */
export function stackRules(analysis: Analysis, site: Site): RuleKey[] {
  const { frames, words, constants } = analysis;
  const called = { frames: indices(frames), words: [analysis.class, ...constants] };
  const nearest = frames.slice(0, NEAREST);
  // Where no frame is the project's, the same calls are made for many reasons.
  if (frames.every(({ owner }) => owner === 'system')) {
    const said = [analysis.class, ...words];
    return [
      { rule: 'stack', parts: [...said, ...names(frames)], frames: called.frames, words: said },
      ...(saysSomething(words) ? [key('message', said, nearest)] : []),
    ];
  }
  const strict: RuleKey = { rule: 'stack', ...called, parts: [...called.words, ...names(frames)] };
  return [strict, ...siteRules(analysis, site, nearest), ...wayRules(analysis, site)];
}

/** Rules about the place where it happened. */
function siteRules(analysis: Analysis, { own, guards, isBelowLibrary }: Site, nearest: CountedFrame[]): RuleKey[] {
  const { words, constants } = analysis;
  const at = own[guards];
  if (at === undefined) return [];
  const said = [analysis.class, ...words];
  const caller = own[guards + 1];
  // Many callers have the same value checked: of those one is too few. Tests call whatever they test.
  const hasCaller = guards > 0 && caller !== undefined && !isTestCode(caller.place);
  const where = own.slice(0, guards + (hasCaller ? 2 : 1));
  const keys: RuleKey[] = [];
  if (at.line !== null) keys.push(onLine(at.line, key('line', [analysis.class, ...constants], where)));
  // In a test, the same words in another line are another assertion.
  if (saysSomething(words) && !isTestCode(at.place))
    keys.push(
      guards > 0
        ? { ...key('message', said, own.slice(0, guards)), ...guarded(said, own, guards) }
        : key('message', said, [at]),
    );
  if (isBelowLibrary && words.filter(isWord).length >= TELLING) keys.push(key('library', said, nearest));
  if (isBelowLibrary && at.line !== null) keys.push(onLine(at.line, key('wrapped', [], [...where, ...nearest])));
  return keys;
}

/** What guards complain about is told by the classes that called them. */
function guarded(said: string[], own: CountedFrame[], guards: number): Pick<RuleKey, 'parts' | 'frames'> {
  const callers = distinctPlaces(own.slice(guards)).slice(0, 2);
  return {
    parts: [...said, ...names(own.slice(0, guards)), ...callers.map(({ place }) => place)],
    frames: indices([...own.slice(0, guards), ...callers]),
  };
}

/** Rules about the way through the project's classes, whichever of their functions were called. */
function wayRules(analysis: Analysis, { own, guards }: Site): RuleKey[] {
  const { words, constants, class: name } = analysis;
  if (name === '' || ASSERTION.test(name)) return [];
  const keys: RuleKey[] = [];
  const [first, second] = distinctPlaces(own.slice(guards));
  if (!saysSomething(words) && first !== undefined && second !== undefined)
    keys.push({
      rule: 'class',
      parts: [name, first.place, second.place],
      frames: indices([first, second]),
      words: [name],
    });
  const within = own.slice(guards).filter(({ place }) => !isTestCode(place));
  const entry = within.at(-1);
  if (within.length > 1 && entry !== undefined) {
    const way = distinctPlaces(within);
    const passed = [...names(own.slice(0, guards)), ...way.map(({ place }) => place), nameOf(entry)];
    const counted = [...own.slice(0, guards), ...way, entry];
    const told = [name, ...constants];
    keys.push({ rule: 'way', parts: [...told, ...passed], frames: [...new Set(indices(counted))], words: told });
  }
  return keys;
}

function key(rule: Rule, words: string[], frames: CountedFrame[]): RuleKey {
  return { rule, parts: [...words, ...names(frames)], frames: [...new Set(indices(frames))], words };
}

function onLine(line: number, made: RuleKey): RuleKey {
  return { ...made, parts: [...made.parts, String(line)] };
}

/** The first frame of each run of frames in one place. */
function distinctPlaces(frames: CountedFrame[]): CountedFrame[] {
  return frames.filter(({ place }, index) => place !== frames[index - 1]?.place);
}

const nameOf = ({ place, method }: CountedFrame): string => `${place}:${method}`;
const names = (frames: CountedFrame[]): string[] => frames.map(nameOf);
const indices = (frames: CountedFrame[]): number[] => frames.map(({ index }) => index);
const isWord = (word: string): boolean => /[a-z]{2}/i.test(word);
const saysSomething = (words: string[]): boolean => words.some(isWord);
