import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffJson } from '../../../../renderer/item/diff-json.ts';
import type { Json } from '../../../../renderer/ui/json-preview.ts';

const told = (left: Json, right: Json): string[] =>
  diffJson(left, right)
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, path }) => `${kind} ${path.join('.')}`);

it.each<[string, [left: Json, right: Json], string[]]>([
  [
    'nothing, whatever the order of keys',
    [
      { a: 1, b: [1, { c: 2 }] },
      { b: [1, { c: 2 }], a: 1 },
    ],
    [],
  ],
  ['a value', [{ a: { b: 1 } }, { a: { b: 2 } }], ['changed a.b']],
  ['a kind of value', [{ a: [] }, { a: {} }], ['changed a']],
  [
    'what one side has',
    [
      { a: 1, only: { x: 1 } },
      { a: 1, other: null },
    ],
    ['removed only', 'added other'],
  ],
  ['null and nothing', [{ a: null }, {}], ['removed a']],
  ['a key named like a property of all objects', [{}, { constructor: 1 }], ['added constructor']],
  [
    'an entry that was put in front',
    [
      ['b', 'c'],
      ['a', 'b', 'c'],
    ],
    ['moved 0', 'moved 1', 'added 0'],
  ],
  ['an entry in which something changed', [[{ id: 1, n: 1 }], [{ id: 1, n: 2 }]], ['changed 0.n']],
  [
    'an entry that is gone',
    [
      [1, 2, 3],
      [1, 3],
    ],
    ['moved 2', 'removed 1'],
  ],
  ['two texts', ['a', 'b'], ['changed ']],
])('tells %s', (_what, [left, right], lines) => {
  expect(told(left, right)).toEqual(lines);
});

it('folds what is the same into one line each', () => {
  const same = diffJson({ a: { deep: { er: 1 } }, b: 1 }, { a: { deep: { er: 1 } }, b: 2 }).filter(
    ({ kind }) => kind === 'same',
  );
  expect(same).toEqual([{ kind: 'same', path: ['a'], left: { deep: { er: 1 } }, right: { deep: { er: 1 } } }]);
});

it('finds no difference between a value and itself, and some between any two that differ', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (left, right) => {
      const [a, b] = [JSON.parse(JSON.stringify(left)) as Json, JSON.parse(JSON.stringify(right)) as Json];
      expect(told(a, structuredClone(a))).toEqual([]);
      const swapped = diffJson(b, a).filter(({ kind }) => kind !== 'same').length;
      expect(told(a, b).length === 0).toBe(swapped === 0);
    }),
  );
});
