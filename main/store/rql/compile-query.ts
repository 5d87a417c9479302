/** A checked query as one SELECT of SQLite, with everything that came from outside bound. */
import { hiddenColumns, type CheckedSelect } from '../../rql/rql.ts';
import { compileExpression, type Scope } from './compile-expression.ts';
import { compileWhere } from './compile-where.ts';
import { fromClause, relations } from './relations.ts';
import { parameters, type Bound } from './sql.ts';

export interface CompiledQuery {
  sql: string;
  values: Record<string, Bound>;
  /** Labels of what was asked for. */
  selectionColumns: string[];
  /** Labels of the rows' columns: the selection, and behind it what comes unasked. */
  columns: string[];
}

interface Restriction {
  projectIds: number[];
  /** Unix seconds: what unix_timestamp() is. */
  now: number;
}

/** Reads nothing but rows of `projectIds`. */
export function compileQuery(query: CheckedSelect, { projectIds, now }: Restriction): CompiledQuery {
  const { bind, values } = parameters();
  const scope: Scope = { relation: relations[query.table], bind, now };
  const where = compileWhere(query.where, projectIds, scope);
  const selectionColumns = query.columns.map(({ label }) => label);
  const hidden = query.isGrouped ? [] : hiddenColumns[query.table];
  const results = [
    ...query.columns.map(({ expression }) => compileExpression(expression, scope).text),
    ...hidden.map((path) => scope.relation.column(path, bind).text),
  ].join(', ');
  const sql = query.isGrouped
    ? groupedSql(query, { scope, where, results })
    : simpleSql(query, { scope, where, results });
  return { sql, values, selectionColumns, columns: [...selectionColumns, ...hidden] };
}

interface Parts {
  scope: Scope;
  where: string;
  results: string;
}

function groupedSql({ groupBy, orderBy, limit }: CheckedSelect, { scope, where, results }: Parts): string {
  const groups = groupBy.map((expression) => compileExpression(expression, scope).text);
  const order = orderBy.map(({ expression, descending }) =>
    directed(compileExpression(expression, scope).text, descending),
  );
  const from = fromClause(scope.relation, [results, where, ...groups, ...order].join(' '));
  return [
    `SELECT ${results} FROM ${from} WHERE ${where}`,
    groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : '',
    order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
    limitSql(limit, scope),
  ].join(' ');
}

/** Chooses the rows first and reads their columns then: a sort would read them of every row. Newest first by default. */
function simpleSql({ orderBy, limit }: CheckedSelect, { scope, where, results }: Parts): string {
  const { relation } = scope;
  const keys = orderBy.map(({ expression }) => compileExpression(expression, scope).text);
  const chosen = [`${relation.id} AS row_id`, ...keys.map((key, index) => `${key} AS key${String(index)}`)].join(', ');
  const order = [
    ...orderBy.map(({ descending }, index) => directed(`key${String(index)}`, descending)),
    directed('row_id', true),
  ].join(', ');
  return [
    `SELECT ${results} FROM (`,
    `SELECT ${chosen} FROM ${fromClause(relation, `${chosen} ${where}`)} WHERE ${where}`,
    `ORDER BY ${order} ${limitSql(limit, scope)}`,
    `) AS chosen CROSS JOIN ${fromClause(relation, results)}`,
    `WHERE ${relation.id} = chosen.row_id ORDER BY ${order}`,
  ].join(' ');
}

function directed(key: string, descending: boolean): string {
  return `${key} ${descending ? 'DESC' : 'ASC'}`;
}

function limitSql({ offset, count }: CheckedSelect['limit'], { bind }: Scope): string {
  return `LIMIT ${bind(count)} OFFSET ${bind(offset)}`;
}
