/** Terms of a search as a condition on items. What was asked for is always bound. */
import { columnOfFact } from '../../../shared/search/facts.ts';
import { searchField } from '../../../shared/search/search-fields.ts';
import type { QueryTerm } from '../../../shared/search/search-query.ts';
import { tokensOf } from '../../../shared/search/tokens.ts';
import { negated, never, type Clause } from '../clause.ts';
import {
  allFactsClause,
  factClause,
  factNumberClause,
  factRows,
  noFactClause,
  type FactFields,
} from './fact-clauses.ts';
import type { FoundItems, ItemWords } from './item-words.ts';
import { itemTermClause } from './item-term-clauses.ts';
import { anywhereClause, columnClause, findAnywhere, titleClause } from './word-clauses.ts';

export interface SearchScope {
  /** Unix milliseconds. */
  now: number;
  /** Null for all projects. */
  projectId: number | null;
  /** Where words without a field are looked for. */
  bareWords: 'title' | 'anywhere';
  words: ItemWords;
  /** How items are found by their facts: all of them at once, or by a look for each item that is come by; `all` if none. */
  facts?: 'all' | 'each';
}

type FieldTerm = Extract<QueryTerm, { kind: 'field' }>;

/** All of them must hold for an item. */
export function compileSearch(terms: readonly QueryTerm[], scope: SearchScope): Clause[] {
  return terms.map((term) => {
    const clause = termClause(term, scope);
    return term.isNegated ? negated(clause) : clause;
  });
}

/** Does the term name the items that it finds, so that the others need not be looked at? */
export function findsBySet(term: QueryTerm): boolean {
  if (term.isNegated) return false;
  if (term.kind === 'words') return tokensOf(term.text).length > 0;
  if (term.kind === 'counter') return false;
  return term.field === 'uuid' || itemTermClause(term.field, term.value, { now: 0, projectId: null }) === null;
}

function termClause(term: QueryTerm, scope: SearchScope): Clause {
  switch (term.kind) {
    case 'counter':
      return { sql: 'counter = ?', values: [term.counter] };
    case 'words':
      return scope.bareWords === 'title' ? titleClause(term) : anywhereClause(term, scope.words);
    case 'field':
      return itemTermClause(term.field, term.value, scope) ?? storedClause(term, scope);
  }
}

/** Of fields that are looked up in what was read of the reports. */
function storedClause(term: FieldTerm, { projectId, words, facts = 'all' }: SearchScope): Clause {
  const { field, value, key } = term;
  const source = searchField(field)?.source;
  if (source?.kind === 'words' && value.kind === 'text')
    return columnClause(source.column, [key ?? '', value.pattern.text], words);
  if (source?.kind !== 'facts') return never;
  const [first = 'custom'] = source.facts;
  const beyond = value.kind === 'text' ? columnClause(columnOfFact(first), [value.pattern.text], words) : null;
  return factsClause(term, { names: factNames(term, source.facts), projectId, facts }, beyond);
}

function factNames({ key }: FieldTerm, facts: readonly string[]): string[] {
  return facts.map((fact) => (key === null ? fact : `${fact}:${key}`));
}

/** What a term finds by itself: a query whose rows are as many as its items at least; a set; null for what finds none. */
export function foundBy(term: QueryTerm, { projectId, words }: SearchScope): Clause | FoundItems | null {
  if (!findsBySet(term)) return null;
  if (term.kind === 'words') return findAnywhere(term.text, words);
  if (term.kind !== 'field' || term.value.kind !== 'text') return null;
  const source = searchField(term.field)?.source;
  if (source?.kind !== 'facts' || ['nofiles', 'allfiles'].includes(term.field)) return null;
  return factRows({ names: factNames(term, source.facts), projectId }, term.value.pattern);
}

function factsClause({ field, value }: FieldTerm, fields: FactFields, beyond: Clause | null): Clause {
  if (value.kind === 'number') {
    const { from, to } = value.range;
    if (field === 'minfiles') return factNumberClause(fields, { from, to: null });
    return factNumberClause(fields, field === 'maxfiles' ? { from: null, to } : value.range);
  }
  if (value.kind !== 'text') return never;
  if (field === 'nofiles') return noFactClause(fields, value.pattern);
  if (field === 'allfiles') return allFactsClause(fields, value.pattern);
  return factClause(fields, value.pattern, beyond);
}
