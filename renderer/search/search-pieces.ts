/** A search string in pieces that can be coloured. The pieces together are the text again. Pure. */
import { lexSearch } from '../../shared/search/lex-search.ts';
import { parseSearch } from '../../shared/search/parse-search.ts';

export interface SearchPiece {
  /** Where it begins in the text. */
  at: number;
  text: string;
  /** `space` stands between terms; a term is a sign, a name and a value, or words. */
  kind: 'space' | 'sign' | 'name' | 'value' | 'words';
  isWrong: boolean;
}

/** One group a term, and one each for what stands between terms. */
export function searchPieces(text: string): SearchPiece[][] {
  const { problems } = parseSearch(text);
  const groups: SearchPiece[][] = [];
  let place = 0;
  const piece = (kind: SearchPiece['kind'], at: number, end: number): SearchPiece[] => {
    if (end <= at) return [];
    const isWrong = kind !== 'space' && problems.some((problem) => problem.at < end && problem.end > at);
    return [{ at, text: text.slice(at, end), kind, isWrong }];
  };
  for (const term of lexSearch(text)) {
    groups.push(piece('space', place, term.at));
    const begin = term.at + (term.isNegated ? 1 : 0);
    const value = term.prefix ? term.prefix.end : begin;
    groups.push([
      ...piece('sign', term.at, begin),
      ...piece('name', begin, value),
      ...piece(term.prefix ? 'value' : 'words', value, term.end),
    ]);
    place = term.end;
  }
  groups.push(piece('space', place, text.length));
  return groups.filter((group) => group.length > 0);
}
