import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, cleanPrefix, namesOf, segmentsBelow } from '../../../../main/source/frame-names.ts';

describe('a clean name', () => {
  it.each([
    ['/srv/shop/src/pay.ts', '/srv/shop/src/pay.ts'],
    ['/srv//shop/./lib/../src/pay.ts', '/srv/shop/src/pay.ts'],
    ['src/pay.ts', 'src/pay.ts'],
    ['./src/pay.ts', 'src/pay.ts'],
    ['C:\\shop\\src\\pay.cs', 'C:/shop/src/pay.cs'],
    ['file:///srv/my%20shop/pay.ts', '/srv/my shop/pay.ts'],
    ['file://localhost/srv/pay.ts', '/srv/pay.ts'],
    ['file:///C:/shop/pay.ts', 'C:/shop/pay.ts'],
    ['webpack://shop/./src/pay.ts?a1b2', 'webpack://shop/src/pay.ts'],
    ['webpack:///./src/pay.ts', 'webpack:///src/pay.ts'],
    ['http://localhost:3000/static/pay.js?v=1#top', 'http://localhost:3000/static/pay.js'],
    ['\\\\server\\share\\pay.cs', '//server/share/pay.cs'],
  ])('of %s is %s', (given, clean) => {
    expect(cleanName(given)).toBe(clean);
  });

  it.each([
    '',
    '/',
    '.',
    '../pay.ts',
    'src/../../pay.ts',
    '/srv/../../etc/passwd',
    '..\\pay.ts',
    'a\0b',
    'file:///srv/%00',
    'webpack://shop/%2e%2e/%2e%2e/etc/passwd',
    'x'.repeat(5000),
  ])('does not exist of %j', (given) => {
    expect(cleanName(given)).toBeNull();
  });

  it('never has a way up, an empty step or a NUL, whatever was sent', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      'a',
      'b.ts',
      '%2e%2e',
      '%2f',
      '%5c',
      '\0',
      '%00',
      'C:',
      '?',
      '#',
    );
    const schemes = fc.constantFrom('', '/', '//', 'file://', 'file:///', 'webpack://x/', 'http://h/', 'C:\\');
    fc.assert(
      fc.property(schemes, fc.array(fc.oneof(pieces, fc.string())), (scheme, parts) => {
        const clean = cleanName(scheme + parts.join(''));
        if (clean === null) return;
        for (const prefix of ['', '/', 'webpack://x/', 'http://h/', 'C:/']) {
          for (const segment of segmentsBelow(clean, prefix) ?? []) expect(['..', '.', '']).not.toContain(segment);
        }
        expect(clean).not.toContain('\0');
        expect(clean).not.toContain('\\');
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  ['', ''],
  ['./', ''],
  ['/', '/'],
  ['/srv/shop', '/srv/shop/'],
  ['/srv/shop/', '/srv/shop/'],
  ['C:\\shop', 'C:/shop/'],
  ['webpack://shop', 'webpack://shop/'],
  ['webpack:///', 'webpack:///'],
  ['http://localhost:3000', 'http://localhost:3000/'],
  ['../shop', null],
])('the prefix %j is kept as %j', (given, clean) => {
  expect(cleanPrefix(given)).toBe(clean);
});

it('is below a prefix as a whole folder only', () => {
  expect(segmentsBelow('/srv/shop/src/pay.ts', '/srv/shop/')).toEqual(['src', 'pay.ts']);
  expect(segmentsBelow('/srv/shopping/pay.ts', '/srv/shop/')).toBeNull();
  expect(segmentsBelow('/srv/shop/pay.ts', '')).toBeNull();
  expect(segmentsBelow('http://h/pay.js', '')).toBeNull();
  expect(segmentsBelow('src/pay.ts', '')).toEqual(['src', 'pay.ts']);
  expect(segmentsBelow('c:/shop/pay.cs', 'C:/shop/')).toEqual(['pay.cs']);
});

it('is looked for by its file, below the root of the report, and by its URL', () => {
  expect(namesOf({ file: 'src/pay.ts', absolutePath: 'http://h/pay.js', module: null }, '/srv/shop/')).toEqual([
    ...['src/pay.ts', '/srv/shop/src/pay.ts', 'http://h/pay.js'],
  ]);
  expect(namesOf({ file: '/srv/pay.ts', absolutePath: null, module: null }, '/srv/shop')).toEqual(['/srv/pay.ts']);
});

it('is looked for in the folder of its package where the file is bare', () => {
  const java = { file: 'Pay.java', absolutePath: null, module: 'com.shop.Pay$Card' };
  expect(namesOf(java, null)).toEqual(['com/shop/Pay.java', 'Pay.java']);
  expect(namesOf({ ...java, module: 'Pay' }, null)).toEqual(['Pay.java']);
  expect(namesOf({ ...java, module: '../../etc.x' }, null)).toEqual(['Pay.java']);
});
