import { expect, it } from 'vitest';
import { rankDifferences } from '../../../shared/difference.ts';

const named = (value: string, inside: number, outside: number) => ({ field: 'host', value, inside, outside });
const order = (counted: ReturnType<typeof named>[], totals = { inside: 10, outside: 100 }): string[] =>
  rankDifferences(counted, totals).values.map(({ value }) => value);

it('puts what only they have first, then what is so more often, and leaves out the rest', () => {
  const counted = [
    ...[named('half', 5, 0), named('all', 10, 0), named('common', 10, 90), named('same', 5, 50), named('less', 1, 90)],
    named('one', 1, 0),
  ];
  expect(order(counted)).toEqual(['all', 'half', 'common']);
});

it('of equals calls come last, the others in the order of their names', () => {
  const equals = ['file', 'custom:x', 'version'].map((field) => ({ ...named('a', 9, 9), field }));
  const { values } = rankDifferences(equals, { inside: 10, outside: 100 });
  expect(values.map(({ label }) => label)).toEqual([...['x', 'Version', 'File']]);
});

it('says nothing when a side is empty', () => {
  expect(order([named('all', 10, 0)], { inside: 10, outside: 0 })).toEqual([]);
  expect(order([named('all', 0, 3)], { inside: 0, outside: 3 })).toEqual([]);
});

it('has nothing to tell of a few reports but what is there', () => {
  expect(order([named('one', 1, 0)], { inside: 1, outside: 5 })).toEqual(['one']);
});
