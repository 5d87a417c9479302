/** Reads a search string (rollbar.md 3.1.9, and what the inbox adds). Never throws: what is wrong is told with its place. */
import { lexSearch, type RawTerm } from './lex-search.ts';
import { readNumberRange, readTimeRange } from './read-range.ts';
import { searchField, searchFields, type SearchField } from './search-fields.ts';
import type { Problem, QueryTerm, ReadSearch, TermValue } from './search-query.ts';

/** In UTF-16 units; longer ones are no search of a person. */
export const longestSearch = 2000;
/** Conditions nest in the database, and not without end. */
export const mostSearchTerms = 50;

/** An empty text has no terms. Terms with problems are left out, the others are read all the same. */
export function parseSearch(text: string): ReadSearch {
  if (text.length > longestSearch) {
    const message = `A search should be at most ${String(longestSearch)} characters long.`;
    return { terms: [], problems: [{ at: longestSearch, end: text.length, message }] };
  }
  const raw = lexSearch(text);
  const tooMany = raw[mostSearchTerms];
  if (tooMany) {
    const message = `A search should have at most ${String(mostSearchTerms)} terms.`;
    return { terms: [], problems: [{ at: tooMany.at, end: text.length, message }] };
  }
  const read: ReadSearch = { terms: [], problems: [] };
  for (const one of raw) {
    const result = readTerm(one);
    if (result === null) continue;
    if ('message' in result) read.problems.push(result);
    else read.terms.push(result);
  }
  return read;
}

/** Null for a term that says nothing, such as empty quotes. */
function readTerm(raw: RawTerm): QueryTerm | Problem | null {
  const { prefix, value, at, end, isNegated } = raw;
  const place = { at, end, isNegated };
  if (prefix === null) {
    if (value.text === '') return null;
    if (!value.isQuoted && /^#\d{1,15}$/.test(value.text))
      return { ...place, kind: 'counter', counter: Number(value.text.slice(1)) };
    return { ...place, kind: 'words', text: value.text, isQuoted: value.isQuoted };
  }
  const field = searchField(prefix.name);
  const isWrong = (message: string): Problem => ({ at: prefix.at, end: prefix.end, message });
  if (!field) return isWrong(unknownField(prefix.name));
  if (field.isKeyed !== (prefix.key !== null && prefix.key !== ''))
    return isWrong(
      field.isKeyed
        ? `'${prefix.name}' needs a key in brackets, as in ${field.example}.`
        : `'${prefix.name}:' has no key in brackets.`,
    );
  if (value.text === '')
    return {
      at: prefix.at,
      end: Math.max(prefix.end, end),
      isUnfinished: true,
      message: `What should '${prefix.name}:' be? For example ${field.example}.`,
    };
  const read = readValue(field, raw);
  if (typeof read === 'string') return { at: value.at, end: value.end, message: read };
  const valueSpan = { at: value.at, end: value.end };
  return { ...place, kind: 'field', field: field.name, key: prefix.key, value: read, valueSpan };
}

/** A sentence when it cannot be read. */
function readValue(field: SearchField, { value: { text, isQuoted } }: RawTerm): TermValue | string {
  switch (field.kind) {
    case 'text':
      return { kind: 'text', pattern: { text, ...comparison(field, isQuoted) } };
    case 'number': {
      const range = readNumberRange(text);
      return range ? { kind: 'number', range } : `'${text}' is no number; write 7, >100 or 5..10.`;
    }
    case 'time': {
      const range = readTimeRange(text);
      return range ? { kind: 'time', range } : `'${text}' is no time; write 2026-01-31, >2026-01-01, <7d or <24h.`;
    }
    case 'choice': {
      const choices = choicesOf(field, text.toLowerCase());
      return choices.length > 0 ? { kind: 'choice', choices } : `'${text}' is none of ${field.choices.join(', ')}.`;
    }
  }
}

function comparison(field: SearchField, isQuoted: boolean): { match: SearchField['match']; hasWildcards: boolean } {
  if (!isQuoted) return { match: field.match, hasWildcards: field.match !== 'exact' };
  const isWithin = field.name === 'title' || field.source.kind === 'words';
  return { match: isWithin ? 'infix' : 'exact', hasWildcards: false };
}

/** Only words that are known count; of a comparison, those on that side. */
function choicesOf({ choices, name }: SearchField, text: string): string[] {
  const [, sign, word = ''] = /^([<>]=?)(.+)$/.exec(text) ?? [];
  const place = choices.indexOf(word);
  if (sign === undefined || place === -1 || name !== 'level') {
    const words = text.split(',');
    return choices.filter((choice) => words.includes(choice));
  }
  const isIncluded = sign.length === 2 ? 0 : 1;
  return sign.startsWith('>') ? choices.slice(place + isIncluded) : choices.slice(0, place + 1 - isIncluded);
}

function unknownField(name: string): string {
  const similar = searchFields.find((field) => [field.name, ...field.aliases].some((known) => isSimilar(known, name)));
  const hint = similar ? ` Is '${similar.name}:' meant?` : '';
  return `Stacktray cannot search for '${name}:'.${hint} To find it as a text, put it between quotes.`;
}

/** The same letters but for one, or the beginning of it. */
function isSimilar(known: string, typed: string): boolean {
  if (typed.length > 2 && known.startsWith(typed)) return true;
  if (Math.abs(known.length - typed.length) > 1) return false;
  let same = 0;
  while (same < typed.length && typed[same] === known[same]) same += 1;
  const rests = [known.slice(same), typed.slice(same)].sort((a, b) => a.length - b.length);
  const [short = '', long = ''] = rests;
  return long.slice(1) === short || long.slice(1) === short.slice(1);
}
