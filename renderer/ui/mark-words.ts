/** A text in pieces, those that were searched for apart from the others. Pure. */

export interface Piece {
  text: string;
  isMarked: boolean;
}

/** Case is ignored; where words overlap, the first that fits is marked. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const wanted = words
    .filter((word) => word !== '')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  if (wanted.length === 0) return [{ text, isMarked: false }];
  return text
    .split(new RegExp(`(${wanted.join('|')})`, 'giu'))
    .map((piece, index) => ({ text: piece, isMarked: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
