/** Tokens with a place to stand: what the parser looks at, takes and complains about. */
import type { Token } from './lex.ts';
import { RqlError } from './rql-error.ts';

export interface TokenStream {
  peek(): Token;
  next(): Token;
  /** Is the next token one of these keywords (any case) or symbols? */
  sees(...texts: string[]): boolean;
  /** Takes the next token if it is this keyword or symbol. */
  takes(text: string): Token | undefined;
  /** Takes it, or throws an RqlError that names what was expected. */
  expect(text: string): Token;
  /** Throws an RqlError at the next token. */
  fail(expected: string): never;
}

/** What other dialects of SQL know and this language does not, and what to do instead (rollbar.md 3.9.2). */
const unsupported: Record<string, string> = {
  distinct: 'DISTINCT is not supported; count_distinct(x) counts different values and GROUP BY lists them',
  having: 'HAVING is not supported',
  union: 'UNION is not supported',
  exists: 'EXISTS is not supported',
  any: 'ANY is not supported',
  all: 'ALL is not supported',
  case: 'CASE is not supported; use if(condition, a, b)',
  select: 'A query within a query is not supported',
  ...Object.fromEntries(
    ['join', 'inner', 'outer', 'cross', 'natural', 'using'].map((word) => [word, 'JOIN is not supported']),
  ),
};

export function tokenStream(tokens: Token[]): TokenStream {
  let index = 0;
  const peek = (): Token => tokens[index] ?? (tokens.at(-1) as Token);
  const is = (token: Token, text: string): boolean =>
    (token.kind === 'word' || token.kind === 'symbol') && token.text.toLowerCase() === text;
  const next = (): Token => {
    const token = peek();
    index += 1;
    return token;
  };
  const fail = (expected: string): never => {
    const token = peek();
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    const known = Object.hasOwn(unsupported, word) ? unsupported[word] : undefined;
    throw new RqlError(known ?? `Expected ${expected} but found ${nameOf(token)}`, token.at);
  };
  return {
    peek,
    next,
    fail,
    sees: (...texts) => texts.some((text) => is(peek(), text)),
    takes: (text) => (is(peek(), text) ? next() : undefined),
    expect: (text) => (is(peek(), text) ? next() : fail(text.toUpperCase())),
  };
}

function nameOf({ kind, text }: Token): string {
  if (kind === 'end') return 'the end of the query';
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
