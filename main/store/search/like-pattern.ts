/** What a person typed as a pattern of LIKE; `*` is taken as `%`, too. */
import type { TextPattern } from '../../../shared/search/search-query.ts';

/** To follow a column; the pattern is bound. */
export const like = String.raw`LIKE ? ESCAPE '\'`;

export function likePattern({ text, match, hasWildcards }: TextPattern): string {
  const pattern = hasWildcards ? typedPattern(text) : text.replace(/[\\%_]/g, String.raw`\$&`);
  return `${match === 'infix' ? '%' : ''}${pattern}${match === 'exact' ? '' : '%'}`;
}

/** The text before the first wildcard, without escapes: with it begins all that is found by its beginning. */
export function plainStart({ text, hasWildcards }: TextPattern): string {
  if (!hasWildcards) return text;
  const [start = ''] = /^(?:\\[^]|[^%_*\\])*/.exec(text) ?? [];
  return start.replace(/\\([^])/g, '$1');
}

/** A backslash with nothing behind it escapes nothing: it is meant as itself. */
function typedPattern(text: string): string {
  return text.replace(/\\\*|\*|\\[^]|\\$/g, (piece) => {
    if (piece === '*') return '%';
    if (piece === String.raw`\*`) return '*';
    return /^\\[%_\\]$/.test(piece) ? piece : String.raw`\\` + piece.slice(1);
  });
}
