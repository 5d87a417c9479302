/**
 * Regular expressions of rules. Reports are searched where they are stored, so a pattern must take linear time whatever a
 * sender puts into the report: it is matched by the linear matcher, which has no look-around. Look-ahead at the very
 * beginning of the text, as in Rollbar's samples (`^(?!.*timeout)`), says the same as a second pattern, and is taken.
 */
import { compileSearch } from '../../shared/redaction/linear-pattern.ts';
import { PatternError } from '../../shared/redaction/pattern-error.ts';

/** In UTF-16 units; what comes later is not searched. */
const longestText = 20_000;

const longestPattern = 1000;

/** Tells whether the pattern is found anywhere in a text; `(?i)` before it ignores case. Throws a PatternError. */
export function searchPattern(pattern: string): (text: string) => boolean {
  const isExact = !pattern.startsWith('(?i)');
  const { looks, rest } = leadingLooks(isExact ? pattern : pattern.slice(4));
  const found = (part: string): ((text: string) => boolean) =>
    compileSearch(part, { isExact, longest: longestPattern });
  const tests = looks.map(({ isWanted, inner }) => ({ isWanted, isIn: found(`^(?:${inner})`) }));
  const isIn = found(rest);
  return (text) => {
    const searched = text.slice(0, longestText);
    return tests.every((look) => look.isIn(searched) === look.isWanted) && isIn(searched);
  };
}

interface Look {
  isWanted: boolean;
  inner: string;
}

function leadingLooks(pattern: string): { looks: Look[]; rest: string } {
  const looks: Look[] = [];
  let rest = pattern;
  while (/^\^\(\?[=!]/.test(rest)) {
    const end = endOfGroup(rest, 1);
    looks.push({ isWanted: rest[3] === '=', inner: rest.slice(4, end) });
    rest = `^${rest.slice(end + 1)}`;
  }
  if (looks.length > 0 && hasChoice(rest)) throw new PatternError('After a look-ahead, choices need a group: (?:a|b).');
  return { looks, rest };
}

/** The place of the parenthesis that closes the one at `from`. */
function endOfGroup(pattern: string, from: number): number {
  let end = -1;
  walk(pattern, from, (character, at, depth) => {
    if (character === ')' && depth === 0 && end === -1) end = at;
  });
  if (end === -1) throw new PatternError('A “(” has no “)” after it.');
  return end;
}

function hasChoice(pattern: string): boolean {
  let has = false;
  walk(pattern, 0, (character, _at, depth) => {
    if (character === '|' && depth === 0) has = true;
  });
  return has;
}

/** Every character that is neither escaped nor in a class, with how many groups are open after it. */
function walk(pattern: string, from: number, visit: (character: string, at: number, depth: number) => void): void {
  let depth = 0;
  let isInClass = false;
  for (let at = from; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '\\') at += 1;
    else if (isInClass) isInClass = character !== ']';
    else if (character === '[') isInClass = true;
    else {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      visit(character, at, depth);
    }
  }
}
