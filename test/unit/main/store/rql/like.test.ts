import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileLike } from '../../../../../main/store/rql/like.ts';

it.each([
  ['', '', true],
  ['', 'a', false],
  ['%', '', true],
  ['%%', 'anything', true],
  ['a%c', 'abbbc', true],
  ['a%c', 'abbbcd', false],
  ['%abc', 'ababc', true],
  ['%a%b%c%', 'xxaxxbxxcxx', true],
  ['_', '😀', true],
  ['__', '😀', false],
  ['ÄPFEL', 'äpfel', true],
  ['50\\%', '50%', true],
  ['50\\%', '500', false],
  ['a\\_b', 'a_b', true],
  ['a\\_b', 'axb', false],
  ['\\\\', '\\', true],
  ['a\\', 'a\\', true],
  ['a.c', 'abc', false],
  ['%\n%', 'a\nb', true],
])('%j against %j: %s', (pattern, text, matches) => {
  expect(compileLike(pattern)(text)).toBe(matches);
});

it('says what a regular expression would say', () => {
  const characters = fc.constantFrom('a', 'b', '%', '_');
  fc.assert(
    fc.property(
      fc.string({ unit: characters, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }),
      (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`).test(text);
        expect(compileLike(pattern)(text)).toBe(expected);
      },
    ),
  );
});
