/** Which characters a piece of a pattern stands for. Upper and lower case are the same. */

/** Asked with the code point of a character. */
export type CharacterSet = (code: number) => boolean;

/** First and last code point of a run of characters. */
export type Range = readonly [first: number, last: number];

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const run = (first: string, last: string): Range => [codeOf(first), codeOf(last)];
const lineEnds = [0x0a, 0x0d, 0x2028, 0x2029];

const classes: Record<string, readonly Range[]> = {
  d: [run('0', '9')],
  w: [run('0', '9'), run('A', 'Z'), run('a', 'z'), run('_', '_')],
  s: [
    [0x09, 0x0d],
    run(' ', ' '),
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0xfeff, 0xfeff],
  ],
};
const controls: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const lastCode = 0x10ffff;

/** Any character but the end of a line. */
export const anything: CharacterSet = (code) => !lineEnds.includes(code);

export function isWordCode(code: number): boolean {
  return within(classes['w'] ?? [], code);
}

/** What a letter after a backslash stands for; null when it is neither a class nor a control character. */
export function escapedRanges(letter: string): readonly Range[] | null {
  const known = classes[letter];
  if (known) return known;
  const rest = letter === letter.toUpperCase() ? classes[letter.toLowerCase()] : undefined;
  if (rest) return complementOf(rest);
  const control = controls[letter];
  return control === undefined ? null : [[control, control]];
}

/** Upper and lower case are one, unless it is `exact`. */
export function setOf(ranges: readonly Range[], isNegated = false, isExact = false): CharacterSet {
  if (isExact) return (code) => within(ranges, code) !== isNegated;
  return (code) => {
    const character = String.fromCodePoint(code);
    const isIn = [code, codeOf(character.toLowerCase()), codeOf(character.toUpperCase())].some((each) =>
      within(ranges, each),
    );
    return isIn !== isNegated;
  };
}

function within(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

function complementOf(ranges: readonly Range[]): Range[] {
  const ordered = [...ranges].sort(([one], [other]) => one - other);
  const out: Range[] = [];
  let next = 0;
  for (const [first, last] of ordered) {
    if (first > next) out.push([next, first - 1]);
    next = last + 1;
  }
  return [...out, [next, lastCode]];
}
