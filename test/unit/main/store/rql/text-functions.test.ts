import { expect, it } from 'vitest';
import { concat, concatWs, left, locate, substring } from '../../../../../main/store/rql/text-functions.ts';

const million = 'x'.repeat(1_000_000);

it('makes no text of more than 16 million characters', () => {
  const times = (count: number): string[] => Array.from({ length: count }, () => million);
  expect(concat(...times(16))).toHaveLength(16_000_000);
  expect(concat(...times(17))).toBeNull();
  expect(concatWs(million, ...times(9))).toBeNull();
});

it.each([
  [substring('abc', -5), ''],
  [substring('abc', 4), ''],
  [substring('abc', 1, -1), ''],
  [substring('abc', '2'), 'bc'],
  [substring(null, 1), null],
  [substring('abc', null), null],
  [left('abc', 99), 'abc'],
  [left('abc', -1), ''],
  [left(12345, 2), '12'],
  [locate('', 'abc'), 1],
  [locate('c', 'abc', 9), 0],
  [locate('a', 'abc', 0), 0],
  [locate('a', null), null],
])('%j', (value, expected) => {
  expect(value).toBe(expected);
});
