/** One expression of the query language as SQL with MySQL's meaning. */
import type { ArithmeticOperator, BinaryOperator, ComparisonOperator, Expression } from '../../rql/rql.ts';
import { uuidKey } from '../occurrences.ts';
import { compileCall } from './compile-call.ts';
import { isNumeric, type Value } from './mysql-values.ts';
import type { Relation } from './relations.ts';
import { asNumber, madeOf, numberSql, textSql, type Bind, type Sql } from './sql.ts';

export interface Scope {
  relation: Relation;
  bind: Bind;
  /** Unix seconds, for the whole query. */
  now: number;
}

export function compileExpression(expression: Expression, scope: Scope): Sql {
  const compile = (part: Expression): Sql => compileExpression(part, scope);
  switch (expression.kind) {
    case 'number':
      return numberSql(scope.bind(expression.value));
    case 'string':
      return textSql(scope.bind(expression.value));
    case 'boolean':
      return numberSql(scope.bind(Number(expression.value)));
    case 'null':
      return { text: 'NULL', type: 'any', readsBody: false };
    case 'column':
      return scope.relation.column(expression.path, scope.bind);
    case 'not': {
      const of = compile(expression.of);
      return madeOf([of], { text: `(NOT ${of.text})`, type: 'number' });
    }
    case 'negative': {
      const of = asNumber(compile(expression.of));
      return madeOf([of], { text: `(- ${of.text})`, type: 'number' });
    }
    case 'is-null': {
      const of = compile(expression.of);
      return madeOf([of], { text: `(${of.text} IS ${expression.negated ? 'NOT ' : ''}NULL)`, type: 'number' });
    }
    case 'binary':
      return compileBinary(expression, scope);
    case 'call':
      return compileCall(expression, { args: expression.args === '*' ? '*' : expression.args.map(compile), ...scope });
    case 'in':
      return negatedIf(expression.negated, compileIn(expression, scope));
    case 'between':
      return negatedIf(expression.negated, compileBetween(expression, scope));
    case 'like': {
      const parts = [compile(expression.of), compile(expression.pattern)];
      return negatedIf(expression.negated, madeOf(parts, { text: `rql_like(${list(parts)})`, type: 'number' }));
    }
  }
}

function negatedIf(negated: boolean, sql: Sql): Sql {
  return negated ? { ...sql, text: `(NOT ${sql.text})` } : sql;
}

function list(parts: Sql[]): string {
  return parts.map((part) => part.text).join(', ');
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function compileBinary({ operator, left, right }: Binary, scope: Scope): Sql {
  if (isComparison(operator)) return compileComparison(operator, { left, right }, scope);
  const parts = [compileExpression(left, scope), compileExpression(right, scope)];
  if (operator === 'and' || operator === 'or') {
    const text = `(${parts.map((part) => part.text).join(operator === 'and' ? ' AND ' : ' OR ')})`;
    return madeOf(parts, { text, type: 'number' });
  }
  return compileArithmetic(operator, parts);
}

function compileArithmetic(operator: ArithmeticOperator, parts: Sql[]): Sql {
  if (operator === 'div' || operator === 'mod')
    return madeOf(parts, { text: `rql_${operator}(${list(parts)})`, type: 'number' });
  const [left = '', right = ''] = parts.map((part) => asNumber(part).text);
  // SQLite would divide whole numbers into whole numbers.
  const text = operator === '/' ? `(1.0 * ${left} / ${right})` : `(${left} ${operator} ${right})`;
  return madeOf(parts, { text, type: 'number' });
}

function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator);
}

interface Sides {
  left: Expression;
  right: Expression;
}

/** Columns are compared by SQLite, which can use an index; values of reports one by one. */
function compileComparison(operator: ComparisonOperator, { left, right }: Sides, scope: Scope): Sql {
  const sign = operator === '!=' ? '<>' : operator;
  const uuid = operator === '=' || operator === '!=' ? uuidComparison(sign, { left, right }, scope) : null;
  if (uuid) return uuid;
  const { parts, isPlain } = comparable([left, right], scope);
  const [a, b] = parts as [Sql, Sql];
  const text = isPlain ? `(${a.text} ${sign} ${b.text})` : `(rql_compare(${list(parts)}) ${sign} 0)`;
  return madeOf(parts, { text, type: 'number' });
}

interface Comparable {
  parts: Sql[];
  /** Can SQLite compare them by itself? */
  isPlain: boolean;
}

/** Each is compiled once: twice would double the text with every level. */
function comparable(expressions: Expression[], scope: Scope): Comparable {
  const compiled = expressions.map((expression) => compileExpression(expression, scope));
  const hasNumber = compiled.some(({ type }) => type === 'number');
  const parts = compiled.map((sql, index) => {
    const value = literalValue(expressions[index]);
    // A text that is a number is one beside a number: `item.counter = '12'`.
    return hasNumber && typeof value === 'string' && isNumeric(value) ? numberSql(scope.bind(Number(value))) : sql;
  });
  const types = new Set(parts.map(({ type }) => type));
  return { parts, isPlain: types.size === 1 && !types.has('any') };
}

/** By its bytes, so that either spelling is found, and by the index. */
function uuidComparison(sign: string, { left, right }: Sides, { relation, bind }: Scope): Sql | null {
  const [column, literal] = left.kind === 'column' ? [left, right] : [right, left];
  if (!isUuid(column, relation) || literal.kind !== 'string') return null;
  return numberSql(`(occurrence.uuid ${sign} ${bind(uuidKey(literal.value))})`);
}

function isUuid(expression: Expression, relation: Relation): boolean {
  return expression.kind === 'column' && expression.path === 'uuid' && relation.id === 'occurrence.id';
}

function compileBetween({ of, low, high }: Extract<Expression, { kind: 'between' }>, scope: Scope): Sql {
  const { parts, isPlain } = comparable([of, low, high], scope);
  const [value, from, to] = parts.map(({ text }) => text) as [string, string, string];
  const text = isPlain ? `(${value} BETWEEN ${from} AND ${to})` : `rql_between(${list(parts)})`;
  return madeOf(parts, { text, type: 'number' });
}

function compileIn({ of, among }: Extract<Expression, { kind: 'in' }>, scope: Scope): Sql {
  const { relation, bind } = scope;
  const value = compileExpression(of, scope);
  const literals = among.map(literalValue).filter((literal) => literal !== undefined);
  const others = among.filter((candidate) => literalValue(candidate) === undefined);
  if (others.length === 0 && isUuid(of, relation) && literals.every((literal) => typeof literal === 'string'))
    return numberSql(`(occurrence.uuid IN (${literals.map((uuid) => bind(uuidKey(uuid))).join(', ')}))`);
  if (others.length === 0 && value.type === 'number' && literals.every((literal) => typeof literal === 'number'))
    return madeOf([value], { text: `(${value.text} IN (${literals.map(bind).join(', ')}))`, type: 'number' });
  const parts = [
    value,
    textSql(bind(JSON.stringify(literals))),
    ...others.map((other) => compileExpression(other, scope)),
  ];
  return madeOf(parts, { text: `rql_among(${list(parts)})`, type: 'number' });
}

/** Undefined when it is none. */
function literalValue(expression: Expression | undefined): Value | undefined {
  if (expression?.kind === 'number' || expression?.kind === 'string') return expression.value;
  if (expression?.kind === 'boolean') return Number(expression.value);
  return expression?.kind === 'null' ? null : undefined;
}
