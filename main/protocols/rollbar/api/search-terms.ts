/**
 * What a person types to find items (rollbar.md 3.1.9): terms between spaces, all to be met. Only what is in columns can
 * be searched; a term that reads occurrences is refused in words, so that nobody takes an empty list for an answer.
 */
import { itemStatuses } from '../../../../shared/item.ts';
import type { SearchField, SearchTerm } from '../../../../shared/item-search.ts';
import { levels } from '../../../../shared/level.ts';

export type ReadTerms = { kind: 'terms'; terms: SearchTerm[] } | { kind: 'problem'; problem: string };

/** Fields whose columns are texts. */
const fields: Record<string, SearchField> = {
  title: 'title',
  fingerprint: 'fingerprint',
  environment: 'environment',
  platform: 'platform',
  language: 'language',
  language_name: 'language',
  framework: 'framework',
  code_version: 'version',
  user_id: 'person-id',
  username: 'person-username',
  email: 'person-email',
};

/** In characters; longer ones are no search of a person. */
const longest = 2000;
/** SQLite nests conditions, and not without end. */
const mostTerms = 50;

/** Reads the text; an empty one has no terms. */
export function readTerms(text: string): ReadTerms {
  if (text.length > longest)
    return { kind: 'problem', problem: `'query' should be at most ${String(longest)} characters long.` };
  const terms: SearchTerm[] = [];
  for (const [, prefix, quoted, bare] of text.matchAll(term)) {
    const read = readTerm(prefix ?? '', { isQuoted: quoted !== undefined, value: (quoted ?? bare ?? '').trim() });
    if (typeof read === 'string') return { kind: 'problem', problem: read };
    terms.push(...read);
    if (terms.length > mostTerms)
      return { kind: 'problem', problem: `'query' should have at most ${String(mostTerms)} terms.` };
  }
  return { kind: 'terms', terms };
}

/** A prefix such as `title:`, then a text in quotes or one without spaces. `https://` is no prefix. */
const term = /(?:(!?[a-z_]+(?:\[[^\]\s]*\])?):(?=[^\s/]|\/[^/]))?(?:"((?:[^"\\]|\\.)*)"?|(\S+))/g;

interface Typed {
  value: string;
  isQuoted: boolean;
}

/** A sentence when it cannot be searched. */
function readTerm(prefix: string, typed: Typed): SearchTerm[] | string {
  const { value } = typed;
  if (prefix === '') return !typed.isQuoted && /^#\d{1,15}$/.test(value) ? byCounter(value) : titleTerm(typed);
  const field = Object.hasOwn(fields, prefix) ? fields[prefix] : undefined;
  if (field !== undefined) return field === 'title' ? titleTerm(typed) : [textTerm(field, typed)];
  switch (prefix) {
    case 'uuid':
      return [{ field: 'uuid', uuid: value }];
    case 'level':
      return wordsOf(levels, value, (wanted) => ({ field: 'level', levels: wanted }));
    case 'status':
      return wordsOf(itemStatuses, value, (wanted) => ({ field: 'status', statuses: wanted }));
    // Nothing here is merged, commented on or linked to an issue.
    case '!has':
      return [];
    case 'has':
    case 'is':
      return [{ field: 'none' }];
    default:
      return `Stacktray cannot search for '${prefix}:'. To find it in a title, put it between quotes.`;
  }
}

function byCounter(value: string): SearchTerm[] {
  return [{ field: 'counter', counter: Number(value.slice(1)) }];
}

/** Anywhere in the title; in quotes as it is, without `%` and `_` standing for anything. */
function titleTerm({ value, isQuoted }: Typed): SearchTerm[] {
  if (value === '') return [];
  return [{ field: 'title', text: plain(value, isQuoted), match: 'infix', hasWildcards: !isQuoted }];
}

/** In quotes exactly; a fingerprint always. Else the beginning, with `_` for any character, a space too. */
function textTerm(field: SearchField, { value, isQuoted }: Typed): SearchTerm {
  const isExact = isQuoted || field === 'fingerprint';
  return {
    field,
    text: plain(value, isQuoted),
    match: isExact ? 'exact' : 'prefix',
    hasWildcards: !isExact,
  };
}

function plain(value: string, isQuoted: boolean): string {
  return isQuoted ? value.replace(/\\(["\\])/g, '$1') : value;
}

function wordsOf<Word extends string>(
  words: readonly Word[],
  value: string,
  make: (wanted: Word[]) => SearchTerm,
): SearchTerm[] | string {
  const wanted = words.filter((word) => value.toLowerCase().split(',').includes(word));
  return wanted.length === 0 ? `'${value}' is none of ${words.join(', ')}.` : [make(wanted)];
}
