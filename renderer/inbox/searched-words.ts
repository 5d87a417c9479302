/** The texts of a search that may stand in titles and culprits, so that they can be marked there. Pure. */
import { parseSearch } from '../../shared/search/parse-search.ts';
import type { QueryTerm } from '../../shared/search/search-query.ts';

const inRows = new Set(['title', 'exception', 'file', 'method', 'bottomfile', 'message_body', 'exception_message']);

export function searchedWords(search: string): string[] {
  return parseSearch(search).terms.flatMap((term) => (term.isNegated ? [] : wordsOf(term)));
}

function wordsOf(term: QueryTerm): string[] {
  if (term.kind === 'words') return [term.text];
  if (term.kind !== 'field' || !inRows.has(term.field) || term.value.kind !== 'text') return [];
  const { text, hasWildcards } = term.value.pattern;
  return hasWildcards ? text.split(/[%_\s]+/).filter(Boolean) : [text];
}
