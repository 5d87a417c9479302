/** The words of a text, as the full text keeps them and as a search asks for them: the two have to agree. */

/** Longer ones are cut: nobody types more of a word. */
const longestToken = 64;
const word = /[\p{L}\p{N}]+/gu;

/** In lower case, in the order of the text: `order_88f2` is two words, `userIdMap` one. */
export function tokensOf(text: string): string[] {
  return (text.match(word) ?? []).map((token) => token.slice(0, longestToken).toLowerCase());
}

/** Words without digits make a vocabulary that ends somewhere: only in those a part can be looked for. */
export function canHoldParts(token: string): boolean {
  return token.length >= 4 && token.length <= 40 && !/\p{N}/u.test(token);
}

/** Runs of three characters, by which words that hold a part are found; none for a part that is too short. */
export function trigramsOf(part: string): string[] {
  const characters = [...part];
  return [...new Set(characters.slice(2).map((_last, index) => characters.slice(index, index + 3).join('')))];
}
