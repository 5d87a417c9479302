/** Texts from reports as they may stand in other places: nothing in them is hidden, or turns what follows around. */

/** Everything but control characters other than tabs and line ends, and but marks that change the direction of text. */
export function visibleText(text: string): string {
  return [...text].filter((character) => !isHidden(character.codePointAt(0) ?? 0)).join('');
}

/** In one line, and not longer than this. */
export function visibleLine(text: string, longest: number): string {
  const line = visibleText(text).replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`;
}

/** Is this a control character that no terminal and no page should be handed? */
export function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

function isHidden(code: number): boolean {
  const isTurn = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return isTurn || (isControl(code) && code !== 0x09 && code !== 0x0a && code !== 0x0d);
}
