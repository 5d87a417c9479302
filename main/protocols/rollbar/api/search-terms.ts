/** What a client asks for with the search string of the Items page (rollbar.md 3.1.9). */
import { parseSearch } from '../../../../shared/search/parse-search.ts';
import type { QueryTerm } from '../../../../shared/search/search-query.ts';

export type ReadTerms = { kind: 'terms'; terms: QueryTerm[] } | { kind: 'problem'; problem: string };

/** Reads the text; an empty one has no terms. A term that cannot be read is told, so that nobody takes an empty list for an answer. */
export function readTerms(text: string): ReadTerms {
  const { terms, problems } = parseSearch(text);
  const [first] = problems;
  if (first === undefined) return { kind: 'terms', terms };
  return { kind: 'problem', problem: `'query' at character ${String(first.at + 1)}: ${first.message}` };
}
