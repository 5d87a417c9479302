/** Tells whether a report is what somebody searches for, from its facts and words. */
import type { Occurrence } from '../../shared/occurrence.ts';
import { searchField } from '../../shared/search/search-fields.ts';
import type { NumberRange, QueryTerm } from '../../shared/search/search-query.ts';
import { canHoldParts, tokensOf } from '../../shared/search/tokens.ts';
import { wordColumns } from '../../shared/search/word-columns.ts';
import { factsOf, type Fact } from './facts-of.ts';
import { textMatcher } from './text-pattern.ts';
import { wordsOf, type ColumnWords } from './words-of.ts';

type FieldTerm = Extract<QueryTerm, { kind: 'field' }>;

/** Each is made when the first term needs it: words cost much more than facts. */
interface Report {
  facts(): readonly Fact[];
  words(): ColumnWords;
}

type Test = (report: Report) => boolean;

/** All terms have to hold. A term about the item and not about its reports holds for no report. */
export function reportMatcher(terms: readonly QueryTerm[]): (occurrence: Occurrence) => boolean {
  const tests = terms.map((term): Test => {
    const test = term.kind === 'words' ? wordsTest(tokensOf(term.text), null) : fieldTest(term);
    return term.isNegated ? (report) => !test(report) : test;
  });
  return (occurrence) => {
    const report = readOnce(occurrence);
    return tests.every((test) => test(report));
  };
}

function readOnce(occurrence: Occurrence): Report {
  let facts: Fact[] | null = null;
  let words: ColumnWords | null = null;
  return {
    facts: () => (facts ??= factsOf(occurrence)),
    words: () => (words ??= wordsOf(occurrence)),
  };
}

function fieldTest(term: Exclude<QueryTerm, { kind: 'words' }>): Test {
  if (term.kind === 'counter') return () => false;
  const source = searchField(term.field)?.source;
  const { key, value } = term;
  if (source?.kind === 'words')
    return value.kind === 'text' ? wordsTest(tokensOf(`${key ?? ''} ${value.pattern.text}`), source.column) : never;
  if (source?.kind !== 'facts') return never;
  const names = source.facts.map((fact) => (key === null ? fact : `${fact}:${key}`));
  return factTest(term, (report) => report.facts().filter(({ field }) => names.includes(field)));
}

const never: Test = () => false;

function factTest({ field, value }: FieldTerm, factsIn: (report: Report) => Fact[]): Test {
  if (value.kind === 'number') {
    const { from, to } = value.range;
    const range = field === 'minfiles' ? { from, to: null } : field === 'maxfiles' ? { from: null, to } : value.range;
    return (report) => factsIn(report).some((fact) => isWithin(Number.parseInt(fact.value, 10), range));
  }
  if (value.kind !== 'text') return never;
  const matches = textMatcher(value.pattern);
  const some = (facts: Fact[]): boolean => facts.some((fact) => matches(fact.value));
  const hasAny = (facts: Fact[]): boolean => facts.length > 0;
  if (field === 'nofiles') return (report) => hasAny(factsIn(report)) && !some(factsIn(report));
  if (field === 'allfiles')
    return (report) => hasAny(factsIn(report)) && factsIn(report).every((fact) => matches(fact.value));
  return (report) => some(factsIn(report));
}

function isWithin(number: number, { from, to }: NumberRange): boolean {
  return !Number.isNaN(number) && (from === null || number >= from) && (to === null || number <= to);
}

/** Every word, its beginning, or a part of it, in one part of the report or in any. */
function wordsTest(tokens: readonly string[], column: (typeof wordColumns)[number] | null): Test {
  const columns = column === null ? wordColumns : [column];
  if (tokens.length === 0) return never;
  return (report) => tokens.every((token) => columns.some((each) => hasWord(report.words()[each], token)));
}

function hasWord(words: ReadonlySet<string>, token: string): boolean {
  if (words.has(token)) return true;
  const canBePart = token.length > 2 && canHoldParts(`${token}x`);
  for (const word of words) {
    if (word.startsWith(token) || (canBePart && canHoldParts(word) && word.includes(token))) return true;
  }
  return false;
}
