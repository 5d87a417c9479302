/** What is read from the text of a source file: the lines around a place, and whether it has a word. */

const linesAround = 5;
/** In characters. Sources that are themselves one long line would fill the screen. */
const longestLine = 500;

export interface Excerpt {
  code: string;
  before: string[];
  after: string[];
}

/** `line` is 1-based; null when the text has no such line. */
export function excerptOf(lines: readonly string[], line: number): Excerpt | null {
  const at = line - 1;
  const code = lines[at];
  if (code === undefined) return null;
  return {
    code: short(code),
    before: lines.slice(Math.max(0, at - linesAround), at).map(short),
    after: lines.slice(at + 1, at + 1 + linesAround).map(short),
  };
}

function short(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

/** Names this short are what minifiers make, and stand in every source by chance. */
const shortestName = 3;

/**
 * Does the source have the last word of a function's name, such as `total` of `Cart.total`? A name that it does not have
 * was made by a minifier.
 */
export function hasName(text: string, name: string): boolean {
  const word = /[\w$]+$/.exec(name.trim())?.[0] ?? '';
  if (word.length < shortestName) return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + word.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}
