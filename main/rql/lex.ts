/** Rollbar's query language as tokens (rollbar.md 3.9.2). Keywords are words; what they mean is the parser's business. */
import { RqlError } from './rql-error.ts';

export type Token =
  | { kind: 'word' | 'quoted' | 'string' | 'symbol'; text: string; at: number; end: number }
  | { kind: 'number'; text: string; value: number; at: number; end: number }
  | { kind: 'end'; text: ''; at: number; end: number };

const space = /\s+/y;
const word = /[A-Za-z_][\w$]*(?:\.[\w$]+)*/y;
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?![\w.])/iy;
const symbol = /<>|!=|<=|>=|[-+*/=<>(),%;]/y;

/** All tokens of the query, the last of kind `end`. Throws an RqlError at the first character that fits nothing. */
export function lex(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(query)?.[0];
  };
  for (;;) {
    at += match(space)?.length ?? 0;
    if (at >= query.length) {
      tokens.push({ kind: 'end', text: '', at, end: at });
      return tokens;
    }
    const token = nextToken(query, at, match);
    tokens.push(token);
    at = token.end;
  }
}

function nextToken(query: string, at: number, match: (pattern: RegExp) => string | undefined): Token {
  const first = query[at];
  if (first === "'" || first === '"') return { kind: 'string', ...quoted(query, at) };
  if (first === '`') return { kind: 'quoted', ...quoted(query, at) };
  const digits = match(number);
  if (digits !== undefined) return numberToken(digits, at);
  const name = match(word);
  if (name !== undefined) return { kind: 'word', text: name, at, end: at + name.length };
  const sign = match(symbol);
  if (sign !== undefined) return { kind: 'symbol', text: sign, at, end: at + sign.length };
  throw new RqlError(`Unexpected character ${JSON.stringify(String.fromCodePoint(query.codePointAt(at) ?? 0))}`, at);
}

function numberToken(text: string, at: number): Token {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new RqlError(`The number ${text} is too large`, at);
  return { kind: 'number', text, value, at, end: at + text.length };
}

/** Text between quotes; a doubled quote, and in texts a backslash, stands for the character itself. */
function quoted(query: string, at: number): { text: string; at: number; end: number } {
  const quote = query[at];
  let text = '';
  for (let index = at + 1; index < query.length; index += 1) {
    const character = query[index];
    if (character === '\\' && quote !== '`' && index + 1 < query.length) {
      index += 1;
      text += unescaped(query[index] ?? '');
    } else if (character !== quote) {
      text += character ?? '';
    } else if (query[index + 1] === quote) {
      index += 1;
      text += quote;
    } else {
      return { text, at, end: index + 1 };
    }
  }
  throw new RqlError(`The text that starts here has no closing ${String(quote)}`, at);
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0', '%': '\\%', _: '\\_' };

/** `\%` and `\_` keep their backslash: it is LIKE that reads them. */
function unescaped(character: string): string {
  return escapes[character] ?? character;
}
