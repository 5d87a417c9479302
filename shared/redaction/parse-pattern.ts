/** From the text of a pattern to its tree: regular expressions without what makes some of them endless. */
import { anything, escapedRanges, setOf, type CharacterSet, type Range } from './character-set.ts';
import { PatternError } from './pattern-error.ts';

export type PatternNode =
  | { kind: 'one'; set: CharacterSet }
  | { kind: 'edge'; edge: Edge }
  | { kind: 'all'; parts: PatternNode[] }
  | { kind: 'either'; choices: PatternNode[] }
  /** `most` is null when there is no end. */
  | { kind: 'repeat'; inner: PatternNode; least: number; most: number | null };

/** Beginning and end of the text, the edge of a word, and any place that is none. */
export type Edge = 'start' | 'end' | 'word' | 'inside';

export const longestPattern = 200;
const mostRepeats = 100;
const deepestGroup = 20;

/** How a pattern is read: whether case matters, and how long it may be. */
export interface PatternReading {
  isExact: boolean;
  longest: number;
}

/** Reads a pattern. Throws a PatternError for what is no pattern, or asks for look-around or back-references. */
export function parsePattern(
  pattern: string,
  { isExact, longest }: PatternReading = { isExact: false, longest: longestPattern },
): PatternNode {
  if (pattern === '') throw new PatternError('The pattern is empty.');
  if (pattern.length > longest) throw new PatternError(`A pattern has at most ${String(longest)} characters.`);
  const reader = new PatternReader(pattern, isExact);
  const node = reader.either(0);
  if (!reader.isAtEnd) throw new PatternError('A “)” has no “(” before it.');
  return node;
}

class PatternReader {
  readonly #characters: string[];
  readonly #isExact: boolean;
  #at = 0;

  constructor(pattern: string, isExact: boolean) {
    this.#characters = [...pattern];
    this.#isExact = isExact;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#characters.length;
  }

  either(depth: number): PatternNode {
    if (depth > deepestGroup) throw new PatternError('Groups are nested too deeply.');
    const choices = [this.#all(depth)];
    while (this.#take('|')) choices.push(this.#all(depth));
    return choices.length === 1 && choices[0] ? choices[0] : { kind: 'either', choices };
  }

  #all(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.isAtEnd && this.#next !== '|' && this.#next !== ')') parts.push(this.#repeated(depth));
    return { kind: 'all', parts };
  }

  #repeated(depth: number): PatternNode {
    const inner = this.#single(depth);
    const times = this.#times();
    if (times === null) return inner;
    // How much a repeat prefers to take makes no difference to what is masked.
    this.#take('?');
    if (this.#times() !== null) throw new PatternError('A repeat cannot be repeated; put it in a group.');
    return { kind: 'repeat', inner, ...times };
  }

  #times(): { least: number; most: number | null } | null {
    if (this.#take('*')) return { least: 0, most: null };
    if (this.#take('+')) return { least: 1, most: null };
    if (this.#take('?')) return { least: 0, most: 1 };
    const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#characters.slice(this.#at, this.#at + 12).join(''));
    if (!found) return null;
    this.#at += found[0].length;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] ? Number(found[3]) : null;
    if (Math.max(least, most ?? 0) > mostRepeats)
      throw new PatternError(`A repeat counts to ${String(mostRepeats)} at most.`);
    if (most !== null && most < least) throw new PatternError('A repeat ends before it begins.');
    return { least, most };
  }

  #single(depth: number): PatternNode {
    const character = this.#read();
    if (character === '(') return this.#group(depth);
    if (character === '[') return this.#class();
    if (character === '.') return { kind: 'one', set: anything };
    if (character === '^') return { kind: 'edge', edge: 'start' };
    if (character === '$') return { kind: 'edge', edge: 'end' };
    if (character === '\\') return this.#escaped();
    if ('*+?'.includes(character)) throw new PatternError(`There is nothing before “${character}” to repeat.`);
    return { kind: 'one', set: setOf([only(character)], false, this.#isExact) };
  }

  #group(depth: number): PatternNode {
    if (this.#take('?') && !this.#take(':'))
      throw new PatternError('Only plain groups and “(?:” can be used: no look-ahead, look-behind or names.');
    const inner = this.either(depth + 1);
    if (!this.#take(')')) throw new PatternError('A “(” is never closed.');
    return inner;
  }

  #escaped(): PatternNode {
    if (this.isAtEnd) throw new PatternError('There is nothing after the last “\\”.');
    const letter = this.#read();
    if (letter === 'b' || letter === 'B') return { kind: 'edge', edge: letter === 'b' ? 'word' : 'inside' };
    return { kind: 'one', set: setOf(rangesAfterBackslash(letter), false, this.#isExact) };
  }

  #class(): PatternNode {
    const isNegated = this.#take('^');
    const ranges: Range[] = [];
    for (let isFirst = true; isFirst || this.#next !== ']'; isFirst = false) {
      if (this.isAtEnd) throw new PatternError('A “[” is never closed.');
      ranges.push(...this.#member());
    }
    this.#at += 1;
    return { kind: 'one', set: setOf(ranges, isNegated, this.#isExact) };
  }

  #member(): readonly Range[] {
    const first = this.#memberRanges();
    const isRun = this.#next === '-' && this.#characters[this.#at + 1] !== ']' && !this.#isLast;
    if (!isRun) return first;
    this.#at += 1;
    const last = this.#memberRanges();
    const [[from, fromEnd] = [0, 0]] = first;
    const [[to, toEnd] = [0, 0]] = last;
    if (first.length !== 1 || last.length !== 1 || from !== fromEnd || to !== toEnd || from > to)
      throw new PatternError('A run such as “a-z” needs two characters in their order.');
    return [[from, to]];
  }

  #memberRanges(): readonly Range[] {
    const character = this.#read();
    if (character !== '\\') return [only(character)];
    if (this.isAtEnd) throw new PatternError('A “[” is never closed.');
    return rangesAfterBackslash(this.#read());
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }
  get #isLast(): boolean {
    return this.#at + 1 >= this.#characters.length;
  }
  #read(): string {
    const character = this.#characters[this.#at] ?? '';
    this.#at += 1;
    return character;
  }
  #take(character: string): boolean {
    if (this.#next !== character) return false;
    this.#at += 1;
    return true;
  }
}

function only(character: string): Range {
  const code = character.codePointAt(0) ?? 0;
  return [code, code];
}

function rangesAfterBackslash(letter: string): readonly Range[] {
  if (/^[1-9k]$/.test(letter)) throw new PatternError('A pattern cannot refer back to a group.');
  const known = escapedRanges(letter);
  if (known) return known;
  if (/^[a-z0-9]$/i.test(letter)) throw new PatternError(`“\\${letter}” means nothing here.`);
  return [only(letter)];
}
