import { expect, it } from 'vitest';
import { matchingPaths } from '../../../../renderer/occurrence-table/matching-paths.ts';

const paths = ['request.url', 'custom.Tenant', 'custom.cart.id', 'server.host', 'tenant'].map((path, index) => ({
  ...{ path, example: 'x', count: 9 - index },
}));
const found = (text: string, taken: string[] = []): string[] =>
  matchingPaths(paths, text, taken).map(({ path }) => path);

it('paths that begin with the text come first', () => {
  expect(found('tenant')).toEqual(['tenant', 'custom.Tenant']);
});

it('every word must occur', () => {
  expect(found('cart cus')).toEqual(['custom.cart.id']);
});

it('columns that are there already are not offered', () => {
  expect(found('tenant', ['tenant'])).toEqual(['custom.Tenant']);
});

it('without a text the most common are offered', () => {
  expect(found('')[0]).toBe('request.url');
});
