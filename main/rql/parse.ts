/** Statements of Rollbar's query language (rollbar.md 3.9.2): SELECT, and SHOW TABLES. */
import { tableNames, type Limit, type OrderTerm, type Query, type SelectColumn, type SelectQuery } from './ast.ts';
import { lex } from './lex.ts';
import { parseExpression, reserved } from './parse-expression.ts';
import { RqlError } from './rql-error.ts';
import { tokenStream, type TokenStream } from './token-stream.ts';

/** In characters. */
const longestQuery = 65_536;

/** Reads a query. Throws an RqlError that says what was expected, and where. */
export function parse(text: string): Query {
  if (text.length > longestQuery) throw new RqlError('The query is too long', longestQuery);
  const stream = tokenStream(lex(text));
  const query = parseStatement(stream, text);
  stream.takes(';');
  if (stream.peek().kind !== 'end') stream.fail('the end of the query');
  return query;
}

function parseStatement(stream: TokenStream, text: string): Query {
  if (stream.takes('show')) {
    stream.expect('tables');
    return { kind: 'show-tables' };
  }
  if (!stream.takes('select')) stream.fail('SELECT');
  return parseSelect(stream, text);
}

function parseSelect(stream: TokenStream, text: string): SelectQuery {
  const columns = stream.takes('*') ? null : parseColumns(stream, text);
  stream.expect('from');
  const table = parseTable(stream);
  const where = stream.takes('where') ? parseExpression(stream) : null;
  const groupBy = parseBy(stream, 'group', () => parseExpression(stream));
  const orderBy = parseBy(stream, 'order', () => parseOrder(stream));
  const limit = stream.takes('limit') ? parseLimit(stream) : null;
  return { kind: 'select', columns, table, where, groupBy, orderBy, limit };
}

function parseColumns(stream: TokenStream, text: string): SelectColumn[] {
  const columns: SelectColumn[] = [];
  do {
    const start = stream.peek().at;
    const expression = parseExpression(stream);
    const label = text.slice(start, stream.peek().at).trim();
    const alias = parseAlias(stream);
    columns.push({ expression, label: alias ?? label, alias });
  } while (stream.takes(','));
  return columns;
}

function parseAlias(stream: TokenStream): string | null {
  const isAnnounced = stream.takes('as') !== undefined;
  const { kind, text } = stream.peek();
  const isName = kind === 'quoted' || kind === 'string' || (kind === 'word' && !reserved.has(text.toLowerCase()));
  if (isName) return stream.next().text;
  return isAnnounced ? stream.fail('a name') : null;
}

function parseTable(stream: TokenStream): SelectQuery['table'] {
  const token = stream.peek();
  if (token.kind === 'symbol' && token.text === '(')
    throw new RqlError('A query within a query is not supported', token.at);
  if (token.kind !== 'word' && token.kind !== 'quoted') return stream.fail('a table');
  const table = tableNames.find((name) => name === token.text.toLowerCase());
  if (!table) throw new RqlError(`There is no such table; there are ${tableNames.join(' and ')}`, token.at);
  stream.next();
  if (stream.sees(',', 'left', 'right', 'full')) throw new RqlError('JOIN is not supported', stream.peek().at);
  return table;
}

function parseBy<Part>(stream: TokenStream, keyword: string, part: () => Part): Part[] {
  if (!stream.takes(keyword)) return [];
  stream.expect('by');
  const parts = [part()];
  while (stream.takes(',')) parts.push(part());
  return parts;
}

function parseOrder(stream: TokenStream): OrderTerm {
  const expression = parseExpression(stream);
  const descending = stream.takes('desc') !== undefined;
  if (!descending) stream.takes('asc');
  return { expression, descending };
}

function parseLimit(stream: TokenStream): Limit {
  const first = parseCount(stream);
  return stream.takes(',') ? { offset: first, count: parseCount(stream) } : { offset: 0, count: first };
}

function parseCount(stream: TokenStream): number {
  const token = stream.peek();
  if (token.kind !== 'number' || !Number.isSafeInteger(token.value)) return stream.fail('a whole number');
  stream.next();
  return token.value;
}
