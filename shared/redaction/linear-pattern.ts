/**
 * Finds what a pattern matches in time that grows with the length of the text alone, whatever the pattern: all ways to
 * match are followed at once, and two that have come to the same place are one from there on.
 */
import { isWordCode, type CharacterSet } from './character-set.ts';
import { parsePattern, type Edge, type PatternNode, type PatternReading } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';

/** Where a match begins and ends, in UTF-16 units. */
export type Span = readonly [from: number, to: number];

type Step =
  | { kind: 'one'; set: CharacterSet }
  | { kind: 'edge'; edge: Edge }
  | { kind: 'fork'; to: number[] }
  | { kind: 'found' };

const mostSteps = 2000;

/**
 * Prepares a pattern. What it returns tells everything that any match covers, as spans in order that do not overlap.
 * Throws a PatternError.
 */
export function compilePattern(pattern: string): (text: string) => Span[] {
  const steps: Step[] = [];
  write(parsePattern(pattern), steps);
  steps.push({ kind: 'found' });
  const mayBegin = beginnings(steps);
  return (text) => spansOf(text, steps, mayBegin);
}

/** Prepares a pattern that is only to be found, also where it covers nothing. Throws a PatternError. */
export function compileSearch(pattern: string, reading: PatternReading): (text: string) => boolean {
  const steps: Step[] = [];
  write(parsePattern(pattern, reading), steps);
  steps.push({ kind: 'found' });
  return (text) => isFound(text, steps);
}

function isFound(text: string, steps: readonly Step[]): boolean {
  const found = steps.length - 1;
  let [here, next] = [frontOf(steps.length), frontOf(steps.length)];
  for (let at = 0; ;) {
    enter({ front: here, steps, text, at }, 0, at);
    if (here.reached[found] === at) return true;
    const code = text.codePointAt(at);
    if (code === undefined) return false;
    at += code > 0xffff ? 2 : 1;
    next.steps.length = 0;
    for (const step of here.steps) {
      const met = steps[step];
      if (met?.kind === 'one' && met.set(code)) enter({ front: next, steps, text, at }, step + 1, at);
    }
    [here, next] = [next, here];
  }
}

function write(node: PatternNode, steps: Step[]): void {
  if (steps.length > mostSteps) throw new PatternError('The pattern repeats too much.');
  if (node.kind === 'one' || node.kind === 'edge') steps.push(node);
  else if (node.kind === 'all') for (const part of node.parts) write(part, steps);
  else if (node.kind === 'either') writeChoices(node.choices, steps);
  else writeRepeat(node, steps);
}

function writeChoices(choices: readonly PatternNode[], steps: Step[]): void {
  const fork: number[] = [];
  steps.push({ kind: 'fork', to: fork });
  const exits: number[][] = [];
  for (const choice of choices) {
    fork.push(steps.length);
    write(choice, steps);
    const exit: number[] = [];
    exits.push(exit);
    steps.push({ kind: 'fork', to: exit });
  }
  for (const exit of exits) exit.push(steps.length);
}

function writeRepeat({ inner, least, most }: Extract<PatternNode, { kind: 'repeat' }>, steps: Step[]): void {
  for (let times = 0; times < least; times += 1) write(inner, steps);
  if (most === null) {
    const again = steps.length;
    const fork = [again + 1];
    steps.push({ kind: 'fork', to: fork });
    write(inner, steps);
    steps.push({ kind: 'fork', to: [again] });
    fork.push(steps.length);
    return;
  }
  const forks: number[][] = [];
  for (let times = least; times < most; times += 1) {
    const fork = [steps.length + 1];
    steps.push({ kind: 'fork', to: fork });
    forks.push(fork);
    write(inner, steps);
  }
  for (const fork of forks) fork.push(steps.length);
}

/** Ways to match that have come to a step, in the order of where they began. */
interface Front {
  steps: number[];
  /** Where the way began that is at this step; by number of the step. */
  begun: Int32Array;
  /** The position at which a step was reached last. */
  reached: Int32Array;
}

function frontOf(size: number): Front {
  return { steps: [], begun: new Int32Array(size), reached: new Int32Array(size).fill(-1) };
}

function spansOf(text: string, steps: readonly Step[], mayBegin: CharacterSet): Span[] {
  const spans: Span[] = [];
  let here = frontOf(steps.length);
  let next = frontOf(steps.length);
  for (let at = 0; ;) {
    const code = text.codePointAt(at);
    if (code === undefined || mayBegin(code)) enter({ front: here, steps, text, at }, 0, at);
    // The first to arrive began first: what it covers holds whatever a later one would.
    const found = steps.length - 1;
    if (here.reached[found] === at) cover(spans, [here.begun[found] ?? at, at]);
    if (code === undefined) return spans;
    const then = at + (code > 0xffff ? 2 : 1);
    next.steps.length = 0;
    for (const step of here.steps) {
      const met = steps[step];
      if (met?.kind === 'one' && met.set(code))
        enter({ front: next, steps, text, at: then }, step + 1, here.begun[step] ?? at);
    }
    [here, next] = [next, here];
    at = then;
  }
}

interface Place {
  front: Front;
  steps: readonly Step[];
  text: string;
  at: number;
}

/** Comes to a step and to all that follow without reading a character. */
function enter({ front, steps, text, at }: Place, first: number, begun: number): void {
  const open = [first];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (front.reached[step] === at) continue;
    front.reached[step] = at;
    front.begun[step] = begun;
    const met = steps[step];
    if (met?.kind === 'one') front.steps.push(step);
    else if (met?.kind === 'fork') open.push(...met.to);
    else if (met?.kind === 'edge' && isEdge(met.edge, text, at)) open.push(step + 1);
  }
}

function isEdge(edge: Edge, text: string, at: number): boolean {
  if (edge === 'start') return at === 0;
  if (edge === 'end') return at === text.length;
  const isWord = (place: number): boolean => place >= 0 && place < text.length && isWordCode(text.charCodeAt(place));
  return (isWord(at - 1) !== isWord(at)) === (edge === 'word');
}

function cover(spans: Span[], [from, to]: Span): void {
  if (from === to) return;
  let begin = from;
  for (let last = spans.at(-1); last && last[1] > begin; last = spans.at(-1)) {
    begin = Math.min(begin, last[0]);
    spans.pop();
  }
  spans.push([begin, to]);
}

/** The characters with which a match can begin: most of a text has none, and is passed over. */
function beginnings(steps: readonly Step[]): CharacterSet {
  const [seen, open, sets] = [new Set<number>(), [0], [] as CharacterSet[]];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    const met = steps[step];
    if (met?.kind === 'one') sets.push(met.set);
    else if (met?.kind === 'fork') open.push(...met.to);
    else if (met?.kind === 'edge') open.push(step + 1);
  }
  const ascii = Array.from({ length: 128 }, (_, code) => sets.some((set) => set(code)));
  return (code) => ascii[code] ?? sets.some((set) => set(code));
}
