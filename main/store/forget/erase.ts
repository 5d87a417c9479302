/** Takes texts out of other texts, whatever their case and however they are written there. Pure. */

export interface Eraser {
  /** Quick. */
  touches(text: string): boolean;
  erase(text: string): string;
}

export const erased = '[removed]';

/** Takes out each of `texts` where it stands as a word of its own, plain or percent-encoded. */
export function eraserOf(texts: string[]): Eraser {
  const spellings = new Set(
    texts.filter((text) => text !== '').flatMap((text) => [text, encodeURIComponent(text.toWellFormed())]),
  );
  if (spellings.size === 0) return { touches: () => false, erase: (text) => text };
  // The longest first: a shorter one may be its beginning.
  const words = Array.from(spellings, literal).toSorted((a, b) => b.length - a.length);
  const anywhere = new RegExp(words.join('|'), 'iu');
  // What ends right before it may be an escape: of a URL, or of JSON within a text.
  const start = String.raw`(?:(?<![\p{L}\p{N}_])|(?<=%[\da-f]{2}|\\[bfnrt]))`;
  const asWord = new RegExp(String.raw`${start}(?:${words.join('|')})(?![\p{L}\p{N}_])`, 'giu');
  return { touches: (text) => anywhere.test(text), erase: (text) => text.replace(asWord, erased) };
}

/**
 * The same for all texts within a JSON text, names of keys included, whatever characters are escaped there. Everything
 * else stays as it is written. No depth of nesting matters.
 */
export function eraseInJson(json: string, { erase }: Eraser): string {
  const parts: string[] = [];
  let from = 0;
  for (let quote = json.indexOf('"'); quote !== -1; quote = json.indexOf('"', from)) {
    const end = endOfText(json, quote);
    // Cut off in the middle.
    if (end === -1) break;
    parts.push(json.slice(from, quote), erasedText(json.slice(quote, end), erase));
    from = end;
  }
  parts.push(erase(json.slice(from)));
  return parts.join('');
}

function erasedText(quoted: string, erase: Eraser['erase']): string {
  const text = contentOf(quoted);
  const clean = erase(text);
  return clean === text ? quoted : JSON.stringify(clean);
}

function contentOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    // No escapes of JSON: it is looked through as it is.
    if (error instanceof SyntaxError) return quoted.slice(1, -1);
    throw error;
  }
}

/** Right behind the closing quote; -1 when there is none. */
function endOfText(json: string, quote: number): number {
  for (let end = json.indexOf('"', quote + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return -1;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
