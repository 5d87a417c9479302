import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compare, isAmong, isBetween, toNumber } from '../../../../../main/store/rql/mysql-values.ts';

it.each([
  ['12', 12],
  ['  -1.5e2 apples', -150],
  ['.5', 0.5],
  ['apples', 0],
  ['', 0],
  ['0x10', 0],
  [7, 7],
  [null, null],
])('%j counts as %j', (value, number) => {
  expect(toNumber(value)).toBe(number);
});

it.each([
  [1, 2, -1],
  ['a', 'b', -1],
  ['10', '9', -1],
  [10, '9', 1],
  ['1.50', 1.5, 0],
  ['many', 0, 1],
  ['', 0, -1],
  [null, 1, null],
])('%j beside %j is %j', (left, right, order) => {
  expect(compare(left, right)).toBe(order);
});

const values = fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 }), fc.constantFrom('1', '2', 'a', ''));

it('compares either way round', () => {
  fc.assert(
    fc.property(values, values, (left, right) => {
      const order = compare(left, right);
      expect(compare(right, left)).toBe(order === null ? null : 0 - order);
    }),
  );
});

it('reads BETWEEN as two comparisons, and IN as equalities, nulls included', () => {
  const both = (a: boolean | null, b: boolean | null): number | null =>
    a === false || b === false ? 0 : a === null || b === null ? null : 1;
  const test = (order: number | null, holds: (order: number) => boolean): boolean | null =>
    order === null ? null : holds(order);
  fc.assert(
    fc.property(values, values, values, (value, low, high) => {
      const [above, below] = [test(compare(value, low), (o) => o >= 0), test(compare(value, high), (o) => o <= 0)];
      expect(isBetween(value, low, high)).toBe(both(above, below));
      const equals = [low, high].map((one) => test(compare(value, one), (o) => o === 0));
      expect(isAmong(value, [low, high])).toBe(equals.includes(true) ? 1 : equals.includes(null) ? null : 0);
    }),
  );
});
