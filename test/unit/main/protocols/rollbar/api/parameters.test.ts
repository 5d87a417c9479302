import { expect, it } from 'vitest';
import { pageOf, parametersOf } from '../../../../../../main/protocols/rollbar/api/parameters.ts';

it.each([
  ['', { page: 1, limit: 20, offset: 0 }],
  ['page=3&limit=10', { page: 3, limit: 10, offset: 20 }],
  ['page=0', { page: 1, limit: 20, offset: 0 }],
  ['page=-4&limit=-1', { page: 1, limit: 20, offset: 0 }],
  ['page=x&limit=y', { page: 1, limit: 20, offset: 0 }],
  ['limit=99999', { page: 1, limit: 5000, offset: 0 }],
  ['page=1e300&limit=2.9', { page: 1, limit: 2, offset: 0 }],
])('reads the page of %j', (query, page) => {
  expect(pageOf(new URLSearchParams(query), { usual: 20 })).toEqual(page);
});

it('keeps the first problem and stands a fallback in', () => {
  const parameters = parametersOf({ hours: 'many', flag: 'perhaps', list: ['a', 'b,c'], text: { a: 1 } });
  expect(parameters.integer('hours', { least: 1, most: 9, fallback: 3 })).toBe(3);
  expect(parameters.flag('flag')).toBe(false);
  expect(parameters.problem()).toBe("'hours' must be an integer between 1 and 9.");
});

it.each([
  ['texts', ['a', 'b,c']],
  ['commaList', ['a', 'b', 'c']],
] as const)('reads a repeated value with %s', (how, expected) => {
  expect(parametersOf({ list: ['a', 'b,c'] })[how]('list')).toEqual(expected);
  expect(parametersOf(new URLSearchParams('list=a&list=b,c'))[how]('list')).toEqual(expected);
});

it.each<[unknown, number | null, boolean]>([
  [7, 7, true],
  ['7', 7, true],
  [null, null, true],
  ['', null, true],
  [undefined, null, true],
  [0, null, false],
  [-1, null, false],
  [1.5, null, false],
  ['9'.repeat(20), null, false],
  [{}, null, false],
])('reads the id %j', (value, id, isFine) => {
  const parameters = parametersOf({ id: value });
  expect(parameters.id('id')).toBe(id);
  expect(parameters.problem() === null).toBe(isFine);
});

it('takes no value from the prototype of an object', () => {
  expect(parametersOf(JSON.parse('{}') as Record<string, unknown>).text('constructor')).toBeNull();
});
