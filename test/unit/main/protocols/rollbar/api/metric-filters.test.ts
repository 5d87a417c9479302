import { expect, it } from 'vitest';
import type { HourFact } from '../../../../../../shared/report.ts';
import { testOf } from '../../../../../../main/protocols/rollbar/api/metric-filters.ts';
import { anItemRecord } from './an-item-record.ts';

const fact: HourFact = {
  item: anItemRecord({ counter: 7, title: 'Cart is empty' }),
  environment: 'test',
  hour: 10,
  count: 3,
};

it.each([
  [{ field: 'item_counter', operator: 'eq', values: [6, '7'] }, true],
  [{ field: 'item_counter', values: 8 }, false],
  [{ field: 'environment', operator: 'ne', values: ['production', 'staging'] }, true],
  [{ field: 'environment', operator: 'ne', values: ['production', 'test'] }, false],
  [{ field: 'count', operator: 'gt', values: [2] }, true],
  [{ field: 'count', operator: 'gte', values: ['10'] }, false],
  [{ field: 'count', operator: 'lt', values: [4] }, true],
  [{ field: 'count', operator: 'lte', values: [2] }, false],
  [{ field: 'item_title', operator: 'not_like', values: ['%CART%'] }, false],
  [{ field: 'timestamp', operator: 'between', values: [36_000, 36_000] }, true],
  [{ field: 'timestamp', operator: 'not_between', values: [36_000, 40_000] }, false],
  [{ field: 'item_group_item_id', operator: 'eq', values: [null] }, true],
])('tests %j', (filter, holds) => {
  const test = testOf([filter]);
  expect(typeof test === 'string' ? test : test(fact)).toBe(holds);
});

it.each([
  ['no list', /array/],
  [[null], /object/],
  [[{ field: 'uuid', values: [1] }], /'uuid' is not among/],
  [[{ field: 'toString', values: [1] }], /no such field/],
  [[{ field: 'count', operator: 'like', values: [1] }], /'operator'/],
  [[{ field: 'count', operator: 'between', values: [1] }], /needs 2/],
  [[{ field: 'count', operator: 'eq', values: [{}] }], /'values'/],
])('says what is wrong with %j', (filters, problem) => {
  expect(testOf(filters)).toMatch(problem);
});
