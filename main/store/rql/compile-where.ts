/**
 * The WHERE clause: only rows of the projects asked for, then what columns can tell, then what needs the posted report.
 * Times, uuids and item numbers are repeated in a form that finds them by an index.
 */
import { someWithin, type Expression } from '../../rql/rql.ts';
import { uuidKey } from '../occurrences.ts';
import { compileExpression, type Scope } from './compile-expression.ts';
import { asNumber } from './sql.ts';

/** `projectIds` are bound; without any there are no rows. */
export function compileWhere(where: Expression | null, projectIds: number[], scope: Scope): string {
  const { relation, bind } = scope;
  const ids = projectIds.map(bind).join(', ');
  const tests = where === null ? [] : conjuncts(where);
  const compiled = tests.map((test) => compileExpression(test, scope));
  const hints = relation.id === 'occurrence.id' ? tests.flatMap((test) => hintsFor(test, ids, scope)) : [];
  return [
    // The sign keeps SQLite from taking an index by project, which would read and sort all of it.
    `+${relation.projectId} IN (${ids})`,
    ...hints,
    ...compiled.filter(({ readsBody }) => !readsBody).map(({ text }) => text),
    ...compiled.filter(({ readsBody }) => readsBody).map(({ text }) => text),
  ].join(' AND ');
}

function conjuncts(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== 'and') return [expression];
  return [...conjuncts(expression.left), ...conjuncts(expression.right)];
}

function hintsFor(test: Expression, ids: string, scope: Scope): string[] {
  if (test.kind === 'between' && !test.negated && isTime(test.of))
    return [...timeHints('>=', test.low, scope), ...timeHints('<=', test.high, scope)];
  const counters = countersIn(test);
  if (counters.length > 0) {
    const bound = counters.map(scope.bind).join(', ');
    return [`occurrence.item_id IN (SELECT id FROM item WHERE project_id IN (${ids}) AND counter IN (${bound}))`];
  }
  if (test.kind !== 'binary') return [];
  const { operator, left, right } = test;
  if (isTime(left)) return timeHints(operator, right, scope);
  if (isTime(right)) return timeHints(mirrored[operator] ?? '', left, scope);
  const [column, literal] = left.kind === 'column' ? [left, right] : [right, left];
  if (operator !== '=' || column.kind !== 'column' || column.path !== 'uuid' || literal.kind !== 'string') return [];
  return [`occurrence.project_id IN (${ids}) AND occurrence.uuid = ${scope.bind(uuidKey(literal.value))}`];
}

/** The numbers in `item.counter = 12` and `item.counter IN (12, 13)`: few items, whatever they hold. */
function countersIn(test: Expression): number[] {
  const sides = test.kind === 'in' && !test.negated ? [test.of, ...test.among] : [];
  if (test.kind === 'binary' && test.operator === '=') sides.push(test.left, test.right);
  const [column, ...others] = sides;
  const numbers = others.flatMap((other) => (other.kind === 'number' ? [other.value] : []));
  const isCounter = column?.kind === 'column' && column.path === 'item.counter';
  return isCounter && numbers.length === others.length ? numbers : [];
}

const mirrored: Partial<Record<string, string>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function isTime(expression: Expression): boolean {
  return expression.kind === 'column' && expression.path === 'timestamp';
}

/** Wider than the test itself, which is in whole seconds, by less than a second. */
function timeHints(operator: string, bound: Expression, scope: Scope): string[] {
  if (someWithin(bound, (part) => part.kind === 'column' || (part.kind === 'call' && part.name !== 'unix_timestamp')))
    return [];
  const seconds = asNumber(compileExpression(bound, scope)).text;
  const from = `occurrence.received_at >= ${seconds} * 1000`;
  const to = `occurrence.received_at < (${seconds} + 1) * 1000`;
  if (operator === '=') return [from, to];
  if (operator === '>' || operator === '>=') return [from];
  return operator === '<' || operator === '<=' ? [to] : [];
}
