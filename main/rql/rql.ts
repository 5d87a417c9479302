/**
 * The door of the room that understands Rollbar's query language (rollbar.md 3.9.2): text in, a checked tree out. Pure;
 * who runs the query and how is not known here. The page's editor reads queries with it, too, so that both find the same
 * mistakes. Whatever the text, nothing but an RqlError is thrown.
 */
import { tableNames } from './ast.ts';
import { checkSelect, type CheckedSelect } from './check.ts';
import { parse } from './parse.ts';

export { someWithin, tableNames, type Expression, type SelectColumn, type TableName } from './ast.ts';
export type { ArithmeticOperator, BinaryOperator, ComparisonOperator } from './ast.ts';
export type { CheckedSelect } from './check.ts';
export { functions, isFunctionName, type FunctionName } from './functions.ts';
export { frameworkId, frameworkName, platformId, platformName } from './ids.ts';
export { reserved } from './parse-expression.ts';
export { describeRqlError, RqlError } from './rql-error.ts';
export { hiddenColumns, namedColumns } from './tables.ts';

export type CheckedQuery = CheckedSelect | { kind: 'show-tables'; tables: readonly string[] };

/** Reads and checks a query. Throws an RqlError that says what is wrong, and where. */
export function readQuery(text: string): CheckedQuery {
  const query = parse(text);
  return query.kind === 'select' ? checkSelect(query) : { ...query, tables: tableNames };
}
