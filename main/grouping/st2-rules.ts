/**
 * Part of the mechanism st2: the rules that make keys of an analysis, strict ones first. Each tells what counted, so that
 * a person can be shown why an occurrence is in its item.
 */
import type { Analysis } from './st2-analysis.ts';
import { strictName, type CountedFrame, type Site } from './st2-frames.ts';

/** `crash` and `template` stand alone; the others are made of a stack, in this order. */
export type Rule =
  'stack' | 'line' | 'assertion' | 'message' | 'library' | 'wrapped' | 'class' | 'way' | 'template' | 'crash';

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

/** Words that messages begin with alike. */
const BEGINNING = 5;

/** The strictest rule of an analysis that has a site. */
export function strictRule(analysis: Analysis): RuleKey {
  const { frames, constants } = analysis;
  // Where no frame is the project's, the same calls are made for many reasons.
  const words = [analysis.class, ...(isForeign(frames) ? analysis.words : constants)];
  return { rule: 'stack', parts: [...words, ...frames.map(strictName)], frames: indices(frames), words };
}

/** The other rules, strict ones first. */
export function looserRules(analysis: Analysis, site: Site): RuleKey[] {
  const { frames, words } = analysis;
  const nearest = frames.slice(0, NEAREST);
  if (isForeign(frames)) return saysSomething(words) ? [key('message', [analysis.class, ...words], nearest)] : [];
  return [...siteRules(analysis, site, nearest), ...wayRules(analysis, site)];
}

const isForeign = (frames: CountedFrame[]): boolean => frames.every(({ owner }) => owner === 'system');

/** Rules about the place where it happened. */
function siteRules(analysis: Analysis, { own, guards, isBelowLibrary }: Site, nearest: CountedFrame[]): RuleKey[] {
  const { words, constants } = analysis;
  const at = own[guards];
  if (at === undefined) return [];
  const said = [analysis.class, ...words];
  const caller = own[guards + 1];
  // Many callers have the same value checked: of those one is too few. Tests call whatever they test.
  const hasCaller = guards > 0 && caller !== undefined && !caller.isTest;
  const where = own.slice(0, guards + (hasCaller ? 2 : 1));
  const keys: RuleKey[] = [];
  if (at.line !== null) keys.push(onSpot(at, key('line', [analysis.class, ...constants], where)));
  const top = own[0];
  // Whichever test called it.
  if (guards > 0 && top !== undefined && top.line !== null && ASSERTION.test(analysis.class))
    keys.push(onSpot(top, key('assertion', said, [top])));
  // In a test, the same words in another line are another assertion.
  if (saysSomething(words) && !at.isTest)
    keys.push(guards > 0 ? guarded(said, own, guards) : key('message', said, [at]));
  if (isBelowLibrary && words.filter(isWord).length >= TELLING) keys.push(key('library', said, nearest));
  if (isBelowLibrary && at.line !== null) keys.push(onSpot(at, key('wrapped', [], [...where, ...nearest])));
  return keys;
}

/** What guards complain about is told by the classes that called them. */
function guarded(said: string[], own: CountedFrame[], guards: number): RuleKey {
  const passed = own.slice(0, guards);
  const callers = distinctPlaces(own.slice(guards)).slice(0, 2);
  const parts = [...said, ...names(passed), ...callers.map(({ place }) => place)];
  return { rule: 'message', parts, frames: indices([...passed, ...callers]), words: said };
}

/** Rules about the way through the project's classes, whichever of their functions were called. */
function wayRules(analysis: Analysis, { own, guards }: Site): RuleKey[] {
  const { words, class: name } = analysis;
  if (name === '' || ASSERTION.test(name)) return [];
  const [first, second] = distinctPlaces(own.slice(guards));
  const keys: RuleKey[] = [];
  // A file holds more than a class does: in files, nothing of this is precise.
  if (!saysSomething(words) && first?.isClass === true && second !== undefined) {
    const parts = [name, first.place, second.place];
    keys.push({ rule: 'class', parts, frames: indices([first, second]), words: [name] });
  }
  const way = wayThrough(analysis, own.slice(guards), own.slice(0, guards));
  return way === null ? keys : [...keys, way];
}

/** From where the project's code was entered to where it happened; tests enter it, and are not part of it. */
function wayThrough(analysis: Analysis, calls: CountedFrame[], guards: CountedFrame[]): RuleKey | null {
  const within = calls.filter(({ isTest }) => !isTest);
  const entry = within.at(-1);
  if (within.length < 2 || entry === undefined || entry.method === '') return null;
  const way = distinctPlaces(within);
  const isOfClasses = way[0]?.isClass === true;
  // Files are passed on the way of many errors: there the message has to begin alike.
  if (!isOfClasses && (way.length < 2 || !saysSomething(analysis.words))) return null;
  const said = isOfClasses ? [] : analysis.words.filter(isWord).slice(0, BEGINNING);
  const words = [analysis.class, ...analysis.constants, ...said];
  const parts = [...words, ...names(guards), ...way.map(({ place }) => place), nameOf(entry)];
  return { rule: 'way', parts, frames: [...new Set(indices([...guards, ...way, entry]))], words };
}

function key(rule: Rule, words: string[], frames: CountedFrame[]): RuleKey {
  return { rule, parts: [...words, ...names(frames)], frames: [...new Set(indices(frames))], words };
}

function onSpot({ spot }: CountedFrame, made: RuleKey): RuleKey {
  return { ...made, parts: [...made.parts, spot] };
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
