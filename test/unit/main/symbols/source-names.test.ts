import { expect, it } from 'vitest';
import { tidyName, uploadedSource } from '../../../../main/symbols/source-names.ts';

it.each([
  ['../../src/cart.ts', 'src/cart.ts'],
  ['./src/cart.ts', 'src/cart.ts'],
  ['..\\src\\cart.ts', 'src/cart.ts'],
  ['webpack://shop/src/cart.ts', 'webpack://shop/src/cart.ts'],
  ['/home/ann/cart.ts', '/home/ann/cart.ts'],
])('tells %s as %s', (name, tidy) => {
  expect(tidyName(name)).toBe(tidy);
});

it('finds uploaded sources by name, then by the end of their path', () => {
  const sources = new Map([
    ['src/cart.ts', 'cart'],
    ['shop/src/total.ts', 'total'],
  ]);
  expect(uploadedSource(sources, 'webpack://shop/./src/cart.ts')).toBe('cart');
  expect(uploadedSource(sources, '../src/total.ts')).toBe('total');
  expect(uploadedSource(sources, '/home/ann/src/cart.ts')).toBe('cart');
  expect(uploadedSource(sources, 'src/mycart.ts')).toBeNull();
  expect(uploadedSource(sources, 'cart')).toBeNull();
});
