/** Compares a text with what a person typed, as the database does: without regard to the case of ASCII letters. */
import type { TextPattern } from '../../shared/search/search-query.ts';

/** A piece of a pattern: a character as it is, any character, or any text. */
type Piece = { kind: 'one'; character: string } | { kind: 'any' } | { kind: 'all' };

/** Prepared once, then asked for many texts. The time is at most that of both lengths multiplied. */
export function textMatcher(pattern: TextPattern): (text: string) => boolean {
  const pieces = piecesOf(pattern);
  return (text) => matches([...lower(text)], pieces);
}

function piecesOf({ text, match, hasWildcards }: TextPattern): Piece[] {
  const typed = hasWildcards ? typedPieces(text) : [...lower(text)].map(plain);
  const all: Piece[] = [{ kind: 'all' }];
  return [...(match === 'infix' ? all : []), ...typed, ...(match === 'exact' ? [] : all)];
}

/** `*` and `%` are any text, `_` any character; a backslash before one of them, or before itself, takes that away. */
function typedPieces(text: string): Piece[] {
  return (lower(text).match(/\\[\\%_*]|[^]/gu) ?? []).map((piece) => {
    if (piece === '*' || piece === '%') return { kind: 'all' };
    if (piece === '_') return { kind: 'any' };
    return plain(piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece);
  });
}

function plain(character: string): Piece {
  return { kind: 'one', character };
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Goes back to the last piece that stands for any text only: what an earlier one took need never be given back. */
function matches(text: readonly string[], pieces: readonly Piece[]): boolean {
  let [at, piece, open, taken] = [0, 0, -1, 0];
  while (at < text.length) {
    const here = pieces[piece];
    if (here?.kind === 'all') [open, taken, piece] = [piece, at, piece + 1];
    else if (here && (here.kind === 'any' || here.character === text[at])) [at, piece] = [at + 1, piece + 1];
    else if (open === -1) return false;
    else [taken, at, piece] = [taken + 1, taken + 1, open + 1];
  }
  return pieces.slice(piece).every(({ kind }) => kind === 'all');
}
