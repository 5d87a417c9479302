/** What a query means: positions and aliases become expressions, and what cannot be answered is refused with its place. */
import { someWithin, type Expression, type Limit, type OrderTerm, type SelectColumn, type SelectQuery } from './ast.ts';
import { functions, isFunctionName } from './functions.ts';
import { makeNode } from './make-node.ts';
import { RqlError } from './rql-error.ts';
import { starColumns } from './tables.ts';

/** A query that can be run as it is. */
export interface CheckedSelect extends SelectQuery {
  columns: SelectColumn[];
  limit: Limit;
  /** One row per group instead of one per occurrence. */
  isGrouped: boolean;
  /** Sentences for the person who asked. */
  warnings: string[];
}

const defaultRows = 100;
const mostRows = 1000;
/** SQLite would take 2000. */
const mostColumns = 500;
const mostComputed = 100;

/** Throws an RqlError at the first part that is wrong (rollbar.md 3.9.2). */
export function checkSelect(query: SelectQuery): CheckedSelect {
  const columns = query.columns ?? columnsOfStar(query);
  if (columns.length > mostColumns)
    throw new RqlError('There are too many columns', columns[mostColumns]?.expression.at ?? 0);
  for (const { expression } of columns) checkExpression(expression, null);
  if (query.where) checkExpression(query.where, 'WHERE');
  const groupBy = query.groupBy.map((expression) => resolve(expression, columns, 'GROUP BY'));
  for (const [index, expression] of groupBy.entries()) refuseAggregates(expression, 'GROUP BY', query.groupBy[index]);
  const orderBy = query.orderBy.map(({ expression, descending }): OrderTerm => ({
    expression: resolve(expression, columns, 'ORDER BY'),
    descending,
  }));
  const results = [...columns, ...orderBy].map(({ expression }) => expression);
  const isGrouped = groupBy.length > 0 || results.some((expression) => someWithin(expression, isAggregate));
  const star =
    query.columns === null
      ? (groupBy[0] ?? orderBy.find(({ expression }) => someWithin(expression, isAggregate))?.expression)
      : undefined;
  if (star) throw new RqlError('SELECT * cannot be grouped', star.at);
  return { ...query, columns, groupBy, orderBy, isGrouped, limit: limitOf(query), warnings: warningsOf(query) };
}

function columnsOfStar({ table }: SelectQuery): SelectColumn[] {
  return starColumns[table].map((path) => ({
    expression: makeNode({ kind: 'column', path }, 0),
    label: path,
    alias: null,
  }));
}

/** A number stands for the column at that place, a name for the column with that alias. */
function resolve(expression: Expression, columns: SelectColumn[], clause: string): Expression {
  if (expression.kind === 'number') {
    const column = columns[expression.value - 1];
    if (column) return column.expression;
    throw new RqlError(
      `${clause} ${String(expression.value)} is none of the ${String(columns.length)} columns`,
      expression.at,
    );
  }
  if (expression.kind === 'column') {
    const alias = expression.path.toLowerCase();
    const column = columns.find((candidate) => candidate.alias?.toLowerCase() === alias);
    if (column) return column.expression;
  }
  checkExpression(expression, null);
  return expression;
}

/** `clause` is set where aggregates are not allowed. */
function checkExpression(expression: Expression, clause: string | null): void {
  someWithin(expression, (part) => {
    if (part.kind === 'call') checkCall(part, clause);
    if (part.kind === 'in') checkList(part);
    return false;
  });
}

type Call = Extract<Expression, { kind: 'call' }>;

function checkCall({ name, args, at }: Call, clause: string | null): void {
  if (!isFunctionName(name)) throw new RqlError(`There is no function ${name.slice(0, 40)}()`, at);
  const { least, most, isAggregate: aggregates } = functions[name];
  if (aggregates && clause !== null) throw new RqlError(`${name}() is not possible in ${clause}`, at);
  if (args === '*') {
    if (name !== 'count') throw new RqlError(`* is possible in count(*) only`, at);
    return;
  }
  if (args.length < least || args.length > most)
    throw new RqlError(`${name}() takes ${wanted(least, most)}, not ${String(args.length)}`, at);
  if (aggregates) for (const argument of args) refuseAggregates(argument, `${name}()`);
}

/** Plain values may be as many as the text has room for. */
function checkList({ among, at }: Extract<Expression, { kind: 'in' }>): void {
  const computed = among.filter(({ kind }) => !['number', 'string', 'boolean', 'null'].includes(kind));
  if (computed.length > mostComputed)
    throw new RqlError(`IN takes at most ${String(mostComputed)} values that are not plain numbers or texts`, at);
}

function refuseAggregates(expression: Expression, place: string, blamed = expression): void {
  if (someWithin(expression, isAggregate))
    throw new RqlError(`count(), sum() and their like are not possible in ${place}`, blamed.at);
}

function wanted(least: number, most: number): string {
  if (least === most) return least === 1 ? '1 argument' : `${String(least)} arguments`;
  return `${String(least)} to ${String(most)} arguments`;
}

function isAggregate(expression: Expression): boolean {
  return expression.kind === 'call' && isFunctionName(expression.name) && functions[expression.name].isAggregate;
}

function limitOf({ limit }: SelectQuery): Limit {
  return { offset: limit?.offset ?? 0, count: Math.min(limit?.count ?? defaultRows, mostRows) };
}

function warningsOf({ where, limit }: SelectQuery): string[] {
  const isTimed = where !== null && someWithin(where, (part) => part.kind === 'column' && part.path === 'timestamp');
  return [
    ...(isTimed ? [] : ['No timestamp filter.']),
    ...(limit !== null && limit.count > mostRows ? [`No more than ${String(mostRows)} rows are returned.`] : []),
  ];
}
