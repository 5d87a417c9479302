/**
 * Values that stand behind their name in a text: `password=x`, `"token": "x"`, `Authorization: Basic x`. The text is gone
 * through once; what a value covers is not looked at again.
 */
import type { Span } from './linear-pattern.ts';

const longestName = 80;
/** Shorter words behind a name are signs, such as the bracket of “unexpected token: }”. */
const shortestValue = 3;
const sign = /=>|[:=]/g;
const nameCharacter = /[\w.$[\]-]/;

/** Spans of values whose name `isSecret` knows. In code only quoted values count: the others are names of variables. */
export function namedSpans(text: string, isSecret: (name: string) => boolean, isCode = false): Span[] {
  const spans: Span[] = [];
  sign.lastIndex = 0;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const name = nameBefore(text, found.index);
    if (name === '' || !isSecret(name)) continue;
    const span = valueAfter(text, skip(text, found.index + found[0].length), { name, isCode });
    if (!span) continue;
    spans.push(span);
    sign.lastIndex = span[1];
  }
  return spans;
}

/** The name that ends before `at`, perhaps quoted and followed by a few spaces. */
function nameBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && end > at - 3 && text[end - 1] === ' ') end -= 1;
  while (end > 0 && end > at - 8 && /["'`\\]/.test(text[end - 1] ?? '')) end -= 1;
  let begin = end;
  while (begin > 0 && end - begin < longestName && nameCharacter.test(text[begin - 1] ?? '')) begin -= 1;
  return text.slice(begin, end);
}

function skip(text: string, at: number): number {
  let to = at;
  while (to < at + 4 && (text[to] === ' ' || text[to] === '\t')) to += 1;
  return to;
}

function valueAfter(text: string, at: number, { name, isCode }: { name: string; isCode: boolean }): Span | null {
  const quote = /^(\\{0,7})(["'`])/.exec(text.slice(at, at + 8));
  if (quote) return quoted(text, at + quote[0].length, quote[0]);
  if (isCode) return null;
  if (text[at] === '{' || text[at] === '[') return [at, endOfBrackets(text, at)];
  const isHeader = /(?:authorization|cookie)$/i.test(name);
  const end = endOf(text, at, isHeader ? /[\r\n]/g : /[\s"'`&;,<>)}\]]/g);
  return end - at < shortestValue ? null : [at, end];
}

/** Up to the same quote, or to the end of the text when it never comes. */
function quoted(text: string, from: number, quote: string): Span | null {
  let end = text.indexOf(quote, from);
  while (end > 0 && quote.length === 1 && text[end - 1] === '\\') end = text.indexOf(quote, end + 1);
  return end === from ? null : [from, end === -1 ? text.length : end];
}

function endOfBrackets(text: string, at: number): number {
  let depth = 0;
  for (let to = at; to < text.length; to += 1) {
    if (text[to] === '{' || text[to] === '[') depth += 1;
    if (text[to] === '}' || text[to] === ']') depth -= 1;
    if (depth === 0) return to + 1;
  }
  return text.length;
}

function endOf(text: string, at: number, stop: RegExp): number {
  stop.lastIndex = at;
  return stop.exec(text)?.index ?? text.length;
}
