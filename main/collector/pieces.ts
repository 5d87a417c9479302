/** Cuts a long text so that it can be kept, read and sent a piece at a time. */

/** In characters. */
const longestPiece = 524_288;

/** Pieces that give the text when they are joined. None ends within a character. */
export function inPieces(text: string, longest = longestPiece): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const last = text.charCodeAt(at + longest - 1);
    const isWithinPair = last >= 0xd800 && last < 0xdc00 && at + longest < text.length;
    const end = at + longest - (isWithinPair ? 1 : 0);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}
