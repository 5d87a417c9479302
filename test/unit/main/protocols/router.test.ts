import { expect, it } from 'vitest';
import type { Route } from '../../../../main/protocols/route.ts';
import { createRouter, isOpenFor } from '../../../../main/protocols/router.ts';

const handle: Route['handle'] = () => ({ status: 200, headers: {}, body: '' });
const find = createRouter([
  { method: 'POST', path: '/api/1/item', open: true, handle },
  { method: 'GET', path: '/api/1/item', open: false, handle },
  { method: 'PATCH', path: '/api/1/item/:id', open: false, handle },
  { method: 'GET', path: '/api/1/versions/:version', open: false, handle },
  { method: 'GET', path: '/api/1/versions/:version/items', open: false, handle },
]);

it.each([
  ['/api/1/item/7', '/api/1/item/:id', { id: '7' }],
  ['/api/1/item/7/?a=b', '/api/1/item/:id', { id: '7' }],
  ['//api/1//item/7', '/api/1/item/:id', { id: '7' }],
  ['http://127.0.0.1:7655/api/1/item/7', '/api/1/item/:id', { id: '7' }],
  ['/api/1/item/', '/api/1/item', {}],
  ['/api/1/versions/release%2F1%20b', '/api/1/versions/:version', { version: 'release/1 b' }],
  ['/api/1/versions/1.0/items', '/api/1/versions/:version/items', { version: '1.0' }],
  [`/api/1/versions/${'%C3%A4'.repeat(100)}`, '/api/1/versions/:version', { version: 'ä'.repeat(100) }],
])('finds %s', (target, path, params) => {
  const found = find(target);
  expect({ path: found?.place.path, params: found?.params }).toEqual({ path, params });
});

it.each(['/api/1/items', '/api/1/item/7/x', '/api/1/item/%', '/api/1/item/%zz', '/'])(
  'finds nothing at %s',
  (target) => {
    expect(find(target)).toBeNull();
  },
);

it('is open for a method, and for an unknown one where another method is', () => {
  const place = find('/api/1/item')?.place;
  const closed = find('/api/1/item/7')?.place;
  if (!place || !closed) throw new Error('no place');
  expect(['POST', 'GET', 'HEAD', 'DELETE'].map((method) => isOpenFor(place, method))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(['PATCH', 'GET'].map((method) => isOpenFor(closed, method))).toEqual([false, false]);
});
