/** Expressions by precedence, loosest first: OR, AND, NOT, comparisons, sums, products, signs, atoms. */
import type { ArithmeticOperator, ComparisonOperator, Expression } from './ast.ts';
import { balanced, deepest, makeNode, tooDeep } from './make-node.ts';
import type { TokenStream } from './token-stream.ts';

/** `depth` counts the levels that are open, so that the parser itself stays within the stack. */
type Parser = (stream: TokenStream, depth: number) => Expression;

/** Words that cannot be columns without backticks. */
export const reserved = new Set(
  ['select', 'from', 'where', 'group', 'order', 'by', 'limit', 'as', 'asc', 'desc', 'and', 'or', 'not', 'in', 'between']
    .concat(['like', 'is', 'null', 'div', 'mod', 'true', 'false', 'distinct', 'having', 'join', 'union', 'exists'])
    .concat(['case', 'inner', 'outer', 'cross', 'natural', 'using']),
);

/** Throws an RqlError where the text stops being an expression. */
export function parseExpression(stream: TokenStream, depth = 0): Expression {
  if (depth > deepest) throw tooDeep(stream.peek().at);
  return parseOr(stream, depth + 1);
}

const parseOr = logical('or', logical('and', parseNot));

function logical(operator: 'and' | 'or', next: Parser): Parser {
  return (stream, depth) => {
    const operands = [next(stream, depth)];
    while (stream.takes(operator)) operands.push(next(stream, depth));
    return balanced(operator, operands);
  };
}

function parseNot(stream: TokenStream, depth: number): Expression {
  const not = stream.takes('not');
  if (!not) return parseComparison(stream, depth);
  if (depth > deepest) throw tooDeep(not.at);
  return makeNode({ kind: 'not', of: parseNot(stream, depth + 1) }, not.at);
}

const comparisons: Record<string, ComparisonOperator> = {
  ...{ '=': '=', '!=': '!=', '<>': '!=' },
  ...{ '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
};

function parseComparison(stream: TokenStream, depth: number): Expression {
  let left = parseSum(stream, depth);
  for (;;) {
    const token = stream.peek();
    const operator = token.kind === 'symbol' ? comparisons[token.text] : undefined;
    if (operator !== undefined) {
      stream.next();
      left = makeNode({ kind: 'binary', operator, left, right: parseSum(stream, depth) }, left.at);
      continue;
    }
    const tested = parseTest(stream, left, depth);
    if (!tested) return left;
    left = tested;
  }
}

/** IS [NOT] NULL, [NOT] IN, [NOT] BETWEEN, [NOT] LIKE behind what they test. */
function parseTest(stream: TokenStream, of: Expression, depth: number): Expression | undefined {
  const { at } = of;
  if (stream.takes('is')) {
    const negated = stream.takes('not') !== undefined;
    stream.expect('null');
    return makeNode({ kind: 'is-null', of, negated }, at);
  }
  const negated = stream.takes('not') !== undefined;
  if (stream.takes('in')) {
    stream.expect('(');
    return makeNode({ kind: 'in', of, among: parseList(stream, depth), negated }, at);
  }
  if (stream.takes('like')) return makeNode({ kind: 'like', of, pattern: parseSum(stream, depth), negated }, at);
  if (stream.takes('between')) {
    const low = parseSum(stream, depth);
    stream.expect('and');
    return makeNode({ kind: 'between', of, low, high: parseSum(stream, depth), negated }, at);
  }
  if (negated) stream.fail('IN, BETWEEN or LIKE');
  return undefined;
}

/** Expressions up to the closing parenthesis, at least one. */
function parseList(stream: TokenStream, depth: number): Expression[] {
  const list = [parseExpression(stream, depth)];
  while (stream.takes(',')) list.push(parseExpression(stream, depth));
  stream.expect(')');
  return list;
}

const products: Record<string, ArithmeticOperator> = { '*': '*', '/': '/', '%': 'mod', div: 'div', mod: 'mod' };
const sums: Record<string, ArithmeticOperator> = { '+': '+', '-': '-' };

function parseSum(stream: TokenStream, depth: number): Expression {
  return arithmetic(sums, parseProduct)(stream, depth);
}

function parseProduct(stream: TokenStream, depth: number): Expression {
  return arithmetic(products, parseSigned)(stream, depth);
}

function arithmetic(operators: Record<string, ArithmeticOperator>, next: Parser): Parser {
  const signs = Object.keys(operators);
  return (stream, depth) => {
    let left = next(stream, depth);
    while (stream.sees(...signs)) {
      const operator = operators[stream.next().text.toLowerCase()] as ArithmeticOperator;
      left = makeNode({ kind: 'binary', operator, left, right: next(stream, depth) }, left.at);
    }
    return left;
  };
}

function parseSigned(stream: TokenStream, depth: number): Expression {
  const sign = stream.takes('-') ?? stream.takes('+');
  if (!sign) return parseAtom(stream, depth);
  if (depth > deepest) throw tooDeep(sign.at);
  const of = parseSigned(stream, depth + 1);
  return sign.text === '-' ? makeNode({ kind: 'negative', of }, sign.at) : of;
}

function parseAtom(stream: TokenStream, depth: number): Expression {
  const token = stream.peek();
  const { at } = token;
  if (token.kind === 'number') return makeNode({ kind: 'number', value: (stream.next(), token.value) }, at);
  if (token.kind === 'string') return makeNode({ kind: 'string', value: stream.next().text }, at);
  if (token.kind === 'quoted') return makeNode({ kind: 'column', path: stream.next().text }, at);
  if (stream.takes('(')) {
    const inner = parseExpression(stream, depth);
    stream.expect(')');
    return inner;
  }
  if (stream.takes('null')) return makeNode({ kind: 'null' }, at);
  if (stream.takes('true')) return makeNode({ kind: 'boolean', value: true }, at);
  if (stream.takes('false')) return makeNode({ kind: 'boolean', value: false }, at);
  return parseName(stream, depth);
}

function parseName(stream: TokenStream, depth: number): Expression {
  const token = stream.peek();
  const name = token.text.toLowerCase();
  if (token.kind !== 'word' || reserved.has(name)) return stream.fail('a value');
  stream.next();
  if (!stream.takes('(')) return makeNode({ kind: 'column', path: token.text }, token.at);
  return makeNode({ kind: 'call', name, args: parseArguments(stream, depth) }, token.at);
}

function parseArguments(stream: TokenStream, depth: number): Expression[] | '*' {
  if (stream.takes(')')) return [];
  if (stream.takes('*')) {
    stream.expect(')');
    return '*';
  }
  return parseList(stream, depth);
}
