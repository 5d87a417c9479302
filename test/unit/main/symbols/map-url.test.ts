import { expect, it } from 'vitest';
import { flatKeys, mapKey } from '../../../../main/symbols/map-url.ts';

it.each([
  ['https://shop.example/a.js', '//shop.example/a.js'],
  ['http://Shop.EXAMPLE/A.js?v=1#x', '//shop.example/A.js'],
  ['//shop.example/a.js', '//shop.example/a.js'],
  [' //shop.example/a%20b.js ', '//shop.example/a b.js'],
  ['//shop.example/100%.js', '//shop.example/100%.js'],
  ['file:///srv/Shop/main.js', '///srv/Shop/main.js'],
  ['/srv/Shop/main.js', '///srv/Shop/main.js'],
  ['///srv/Shop/main.js', '///srv/Shop/main.js'],
  ['app:///main.js', '///main.js'],
  ['main.js', 'main.js'],
  ['http://dynamichost/main.js', '//dynamichost/main.js'],
])('matches %s as %s', (url, key) => {
  expect(mapKey(url)).toBe(key);
  expect(mapKey(key)).toBe(key);
});

it('names the folders above a built file, nearest first', () => {
  expect(flatKeys('//shop.example/a/b/main.js')).toEqual(['//shop.example/a/main.js', '//shop.example/main.js']);
  expect(flatKeys('//shop.example/main.js')).toEqual([]);
  expect(flatKeys('main.js')).toEqual([]);
});
