/** A query of Rollbar's query language after parsing. `at` is where a part starts in the text, for errors. */
export type Query = SelectQuery | { kind: 'show-tables' };

export interface SelectQuery {
  kind: 'select';
  /** Null for `*`. */
  columns: SelectColumn[] | null;
  table: TableName;
  where: Expression | null;
  groupBy: Expression[];
  orderBy: OrderTerm[];
  limit: Limit | null;
}

export const tableNames = ['item_occurrence', 'deploy'] as const;
export type TableName = (typeof tableNames)[number];

export interface SelectColumn {
  expression: Expression;
  /** The alias if there is one, else the source text. */
  label: string;
  alias: string | null;
}

export interface OrderTerm {
  expression: Expression;
  descending: boolean;
}

export interface Limit {
  offset: number;
  count: number;
}

export type BinaryOperator = LogicalOperator | ComparisonOperator | ArithmeticOperator;
export type LogicalOperator = 'and' | 'or';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | 'div' | 'mod';

export type Expression = { at: number } & ExpressionKind;
export type ExpressionKind =
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'null' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'column'; path: string }
  | { kind: 'not' | 'negative'; of: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
  | { kind: 'call'; name: string; args: Expression[] | '*' }
  | { kind: 'in'; of: Expression; among: Expression[]; negated: boolean }
  | { kind: 'between'; of: Expression; low: Expression; high: Expression; negated: boolean }
  | { kind: 'like'; of: Expression; pattern: Expression; negated: boolean }
  | { kind: 'is-null'; of: Expression; negated: boolean };

/** The expressions directly within this one. */
export function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'null':
    case 'boolean':
    case 'column':
      return [];
    case 'not':
    case 'negative':
    case 'is-null':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return expression.args === '*' ? [] : expression.args;
    case 'in':
      return [expression.of, ...expression.among];
    case 'between':
      return [expression.of, expression.low, expression.high];
    case 'like':
      return [expression.of, expression.pattern];
  }
}

/** Does the test hold for the expression or for anything within it? */
export function someWithin(expression: Expression, test: (part: Expression) => boolean): boolean {
  return test(expression) || partsOf(expression).some((part) => someWithin(part, test));
}
