import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SearchTerm } from '../../../../../../shared/item-search.ts';
import { readTerms } from '../../../../../../main/protocols/rollbar/api/search-terms.ts';

const title = (text: string, hasWildcards = true): SearchTerm => ({
  field: 'title',
  text,
  match: 'infix',
  hasWildcards,
});

it.each<[string, SearchTerm[]]>([
  ['', []],
  ['  cart   empty ', [title('cart'), title('empty')]],
  ['"cart is empty"', [title('cart is empty', false)]],
  ['say \\"x', [title('say'), title('\\"x')]],
  ['"a \\"b\\" \\\\ c"', [title('a "b" \\ c', false)]],
  ['"never closed', [title('never closed', false)]],
  ['title:cart title:"is empty"', [title('cart'), title('is empty', false)]],
  ['#61', [{ field: 'counter', counter: 61 }]],
  ['#x', [title('#x')]],
  ['TypeError: x', [title('TypeError:'), title('x')]],
  ['http://shop.example', [title('http://shop.example')]],
  ['12:30', [title('12:30')]],
  ['fingerprint:abc', [{ field: 'fingerprint', text: 'abc', match: 'exact', hasWildcards: false }]],
  ['environment:prod%', [{ field: 'environment', text: 'prod%', match: 'prefix', hasWildcards: true }]],
  ['email:"a@b.c"', [{ field: 'person-email', text: 'a@b.c', match: 'exact', hasWildcards: false }]],
  ['uuid:0b6c', [{ field: 'uuid', uuid: '0b6c' }]],
  ['level:error,critical', [{ field: 'level', levels: ['error', 'critical'] }]],
  ['status:muted', [{ field: 'status', statuses: ['muted'] }]],
  ['has:comments', [{ field: 'none' }]],
  ['!has:issue', []],
])('reads %j', (text, terms) => {
  expect(readTerms(text)).toEqual({ kind: 'terms', terms });
});

it.each([
  ['host:web-1', /cannot search for 'host:'/],
  ['custom[key]:value', /cannot search for 'custom\[key\]:'/],
  ['cart constructor:x', /constructor/],
  ['level:fatal', /'fatal' is none of debug/],
  ['x'.repeat(2001), /at most 2000/],
  ['x '.repeat(51), /at most 50 terms/],
])('says what it cannot do with %j', (text, problem) => {
  const read = readTerms(text);
  expect(read.kind === 'problem' ? read.problem : '').toMatch(problem);
});

it('reads any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(() => readTerms(text)).not.toThrow();
    }),
  );
});
