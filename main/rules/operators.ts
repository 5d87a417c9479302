/** What the operators of rules compare (rollbar.md 4.5). */
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonValue } from '../../shared/json.ts';
import { PatternError } from '../../shared/redaction/pattern-error.ts';
import { searchPattern } from './search-pattern.ts';

/** Tells of one value of a payload whether it passes. */
export type Test = (given: unknown) => boolean;

export interface Operator {
  /** Throws a PatternError, whose message says what is wrong with the value of the rule. */
  prepare(wanted: JsonValue): Test;
  /** What it says of a path that the payload does not have. */
  ofNothing: boolean;
}

const positive = (prepare: Operator['prepare']): Operator => ({ prepare, ofNothing: false });
const negative = ({ prepare }: Operator): Operator => ({
  prepare: (wanted) => {
    const test = prepare(wanted);
    return (given) => !test(given);
  },
  ofNothing: true,
});

const eq = positive((wanted) => (given) => isDeepStrictEqual(given, wanted));
const within = positive((wanted) => {
  if (typeof wanted === 'string') return (given) => typeof given === 'string' && wanted.includes(given);
  if (!Array.isArray(wanted)) throw new PatternError('“in” and “nin” need a text or a list.');
  return (given) => wanted.some((each) => isDeepStrictEqual(given, each));
});
const contains = positive((wanted) => holds(wanted, (text) => text));
const icontains = positive((wanted) => holds(wanted, (text) => text.toLowerCase()));

/** A text has the text in it, a list the element, an object the key. */
function holds(wanted: JsonValue, as: (text: string) => string): Test {
  const like = (value: unknown): unknown => (typeof value === 'string' ? as(value) : value);
  const sought = like(wanted);
  return (given) => {
    if (typeof given === 'string') return typeof sought === 'string' && as(given).includes(sought);
    if (Array.isArray(given)) return given.some((each) => isDeepStrictEqual(like(each), sought));
    return isObject(given) && Object.keys(given).some((key) => as(key) === sought);
  };
}

function textOperator(test: (given: string, wanted: string) => boolean): Operator {
  return positive((wanted) => {
    if (typeof wanted !== 'string') throw new PatternError('The value has to be a text.');
    return (given) => typeof given === 'string' && test(given, wanted);
  });
}

function numeric(test: (given: number, wanted: number) => boolean): Operator {
  return positive((wanted) => {
    if (typeof wanted !== 'number') throw new PatternError('The value has to be a number.');
    return (given) => test(numberOf(given), wanted);
  });
}

/** What is no number counts as 0. */
function numberOf(given: unknown): number {
  if (typeof given === 'number') return given;
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : Number(given === true);
  return Number.isFinite(number) ? number : 0;
}

export const operators: Record<string, Operator> = {
  eq,
  neq: negative(eq),
  in: within,
  nin: negative(within),
  contains,
  icontains,
  ncontains: negative(contains),
  startswith: textOperator((given, wanted) => given.startsWith(wanted)),
  endswith: textOperator((given, wanted) => given.endsWith(wanted)),
  gt: numeric((given, wanted) => given > wanted),
  gte: numeric((given, wanted) => given >= wanted),
  lt: numeric((given, wanted) => given < wanted),
  lte: numeric((given, wanted) => given <= wanted),
  regex_match: positive((wanted) => {
    if (typeof wanted !== 'string') throw new PatternError('The value has to be a regular expression.');
    const isIn = searchPattern(wanted);
    return (given) => typeof given === 'string' && isIn(given);
  }),
};
