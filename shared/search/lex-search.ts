/** A search string as raw terms: where each begins, what stands before its colon, and what behind. Never throws. */
import { searchField } from './search-fields.ts';
import type { Span } from './search-query.ts';

export interface RawPrefix extends Span {
  name: string;
  /** What stands in brackets; null without any. */
  key: string | null;
}

export interface RawTerm extends Span {
  isNegated: boolean;
  prefix: RawPrefix | null;
  /** The span is with the quotes, the text without. */
  value: Span & { text: string; isQuoted: boolean };
}

const space = /\s+/y;
const negation = /[-!](?=[^\s\-!])/y;
const prefixed = /([a-z_]+)(?:\[([^\]\s]*)\])?:/y;
const quoted = /"((?:[^"\\]|\\[^])*)"?/y;
const bare = /\S+/y;

export function lexSearch(text: string): RawTerm[] {
  const terms: RawTerm[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(space, text, at)?.[0].length ?? 0;
    if (at >= text.length) return terms;
    const term = termAt(text, at);
    terms.push(term);
    at = term.end;
  }
}

function termAt(text: string, at: number): RawTerm {
  const isNegated = matchAt(negation, text, at) !== null;
  const begin = isNegated ? at + 1 : at;
  const prefix = prefixAt(text, begin);
  const value = valueAt(text, prefix?.end ?? begin);
  return { at, end: value.end, isNegated, prefix, value };
}

/** `https://` and `std::` are no fields; a colon with nothing behind it belongs to one only when there is such a field. */
function prefixAt(text: string, at: number): RawPrefix | null {
  const found = matchAt(prefixed, text, at);
  if (!found) return null;
  const [all, name = '', key] = found;
  const rest = text.slice(at + all.length, at + all.length + 2);
  const isText =
    rest.startsWith(':') || rest === '//' || rest === '/' || (/^\s?$|^\s/.test(rest) && !searchField(name));
  return isText ? null : { name, key: key ?? null, at, end: at + all.length };
}

function valueAt(text: string, at: number): RawTerm['value'] {
  const inQuotes = matchAt(quoted, text, at);
  if (inQuotes) {
    const plain = (inQuotes[1] ?? '').replace(/\\(["\\])/g, '$1').trim();
    return { text: plain, isQuoted: true, at, end: at + inQuotes[0].length };
  }
  const word = matchAt(bare, text, at)?.[0] ?? '';
  return { text: word, isQuoted: false, at, end: at + word.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
