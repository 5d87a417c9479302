/**
 * Makes expressions, and refuses those that are taller than a person writes: whatever walks the tree later, here or in
 * SQLite, may recurse without running out of stack.
 */
import { partsOf, type Expression, type ExpressionKind } from './ast.ts';
import { RqlError } from './rql-error.ts';

/** Levels of nesting. SQLite refuses a tree of 1000 levels, and one level here becomes up to four of them. */
export const deepest = 100;

const heights = new WeakMap<Expression, number>();

/** Throws an RqlError when the tree gets too tall. */
export function makeNode(kind: ExpressionKind, at: number): Expression {
  const node: Expression = { ...kind, at };
  let height = 1;
  for (const part of partsOf(node)) height = Math.max(height, 1 + (heights.get(part) ?? 0));
  if (height > deepest) throw tooDeep(at);
  heights.set(node, height);
  return node;
}

export function tooDeep(at: number): RqlError {
  return new RqlError('The expression is nested too deeply', at);
}

/** `a AND b AND c …` as a tree that is as low as it can be: generated queries have hundreds of them. */
export function balanced(operator: 'and' | 'or', operands: Expression[]): Expression {
  const [first] = operands;
  if (first === undefined) throw new Error('nothing to combine');
  if (operands.length === 1) return first;
  const middle = operands.length >> 1;
  const left = balanced(operator, operands.slice(0, middle));
  const right = balanced(operator, operands.slice(middle));
  return makeNode({ kind: 'binary', operator, left, right }, first.at);
}
