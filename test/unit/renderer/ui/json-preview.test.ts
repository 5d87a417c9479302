import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entriesOf, isNested, previewOf, type Json } from '../../../../renderer/ui/json-preview.ts';

it.each<[Json, string]>([
  [null, 'null'],
  [3, '3'],
  ['a "b"', '"a \\"b\\""'],
  [[], '[]'],
  [{}, '{}'],
  [[1, [2, 3], {}], '[1, [2], {}]'],
  [{ id: 3, name: 'Ada', more: { x: 1 } }, '{id: 3, name: "Ada", more: {…}}'],
])('%j is %s', (value, words) => {
  expect(previewOf(value)).toBe(words);
});

it('stays short whatever the value is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(previewOf(value as Json).length).toBeLessThanOrEqual(220);
    }),
  );
});

it('opens only what has entries, and only so many', () => {
  expect([isNested([]), isNested({}), isNested([1]), isNested('x')]).toEqual([false, false, true, false]);
  expect(entriesOf([5, 6, 7], 2)).toEqual([
    ['0', 5],
    ['1', 6],
  ]);
});
