import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../../shared/search/parse-search.ts';
import { printSearch } from '../../../../shared/search/print-search.ts';
import { searchFields } from '../../../../shared/search/search-fields.ts';
import type { QueryTerm } from '../../../../shared/search/search-query.ts';

/** What the terms say, without their places. */
function meaningOf(text: string): unknown[] {
  const { terms, problems } = parseSearch(text);
  expect(problems).toEqual([]);
  return terms.map(withoutPlaces);
}

function withoutPlaces(term: QueryTerm): object {
  const gone = { at: undefined, end: undefined, valueSpan: undefined };
  return JSON.parse(JSON.stringify({ ...term, ...gone })) as object;
}

const words = (text: string, isQuoted = false, isNegated = false): object => ({
  ...{ isNegated, kind: 'words', text, isQuoted },
});
const field = (name: string, value: object, more: object = {}): object => ({
  ...{ isNegated: false, kind: 'field', field: name, key: null, value, ...more },
});
const text = (pattern: string, match: string, hasWildcards: boolean): object => ({
  ...{ kind: 'text', pattern: { text: pattern, match, hasWildcards } },
});
const number = (from: number | null, to: number | null): object => ({ kind: 'number', range: { from, to } });
const choice = (...choices: string[]): object => ({ kind: 'choice', choices });
const day = (year: number, month: number, date: number): object => ({
  ...{ kind: 'at', ms: new Date(year, month - 1, date).getTime() },
});
const week = { kind: 'ago', ms: 7 * 24 * 3_600_000 };
const time = (from: object | null, to: object | null): object => ({ kind: 'time', range: { from, to } });

describe('a search string', () => {
  it.each<[string, object[]]>([
    ['', []],
    ['  cart   empty ', [words('cart'), words('empty')]],
    ['"cart is empty"', [words('cart is empty', true)]],
    ['"a \\"b\\" \\\\ c"', [words('a "b" \\ c', true)]],
    ['"never closed', [words('never closed', true)]],
    ['say \\"x', [words('say'), words('\\"x')]],
    ['""', []],
    ['#61 #x', [{ isNegated: false, kind: 'counter', counter: 61 }, words('#x')]],
    ['TypeError: x', [words('TypeError:'), words('x')]],
    ['http://shop.example', [words('http://shop.example')]],
    ['std::string 12:30', [words('std::string'), words('12:30')]],
    ['-cart !empty', [words('cart', false, true), words('empty', false, true)]],
    ['- -- --flag', [words('-'), words('--'), words('--flag')]],
    ['title:"is empty"', [field('title', text('is empty', 'infix', false))]],
    ['fingerprint:abc', [field('fingerprint', text('abc', 'exact', false))]],
    ['environment:prod%', [field('environment', text('prod%', 'prefix', true))]],
    ['email:"a@b.c"', [field('email', text('a@b.c', 'exact', false))]],
    ['!host:web-1', [field('host', text('web-1', 'prefix', true), { isNegated: true })]],
    ['server_root:/srv/shop', [field('server_root', text('/srv/shop', 'prefix', true))]],
    ['exception_class:TypeError', [field('exception', text('TypeError', 'prefix', true))]],
    ['custom[tenant]:acme', [field('custom', text('acme', 'prefix', true), { key: 'tenant' })]],
    ['level:error,critical', [field('level', choice('error', 'critical'))]],
    ['level:>=error level:<info', [field('level', choice('error', 'critical')), field('level', choice('debug'))]],
    ['status:muted', [field('status', choice('muted'))]],
    ['count:7 count:>100', [field('count', number(7, 7)), field('count', number(101, null))]],
    ['people:5..10 people:<=3', [field('people', number(5, 10)), field('people', number(null, 3))]],
    ['first:2026-01-02', [field('first', time(day(2026, 1, 2), day(2026, 1, 3)))]],
    ['first:>2026-01-01', [field('first', time(day(2026, 1, 2), null))]],
    ['last:<2026-02', [field('last', time(null, day(2026, 2, 1)))]],
    ['last:2026-01-01..2026-01-31', [field('last', time(day(2026, 1, 1), day(2026, 2, 1)))]],
    ['last:<7d', [field('last', time(week, null))]],
    ['last:>1w', [field('last', time(null, week))]],
  ])('%j', (typed, expected) => {
    expect(meaningOf(typed)).toEqual(expected);
  });

  it('knows where each term and value stand', () => {
    const { terms } = parseSearch('  cart -host:"web 1"');
    expect(terms.map(({ at, end }) => [at, end])).toEqual([
      [2, 6],
      [7, 20],
    ]);
    expect(terms[1]).toMatchObject({ valueSpan: { at: 13, end: 20 } });
  });
});

describe('a search string that cannot be read', () => {
  it.each<[string, [number, number], RegExp]>([
    ['a hots:web-1', [2, 7], /cannot search for 'hots:'/],
    ['titel:x', [0, 6], /cannot search for 'titel:'/],
    ['hosts:x', [0, 6], /Is 'host:' meant\?/],
    ['cart constructor:x', [5, 17], /constructor/],
    ['host:', [0, 5], /What should 'host:' be\? For example host:web-1/],
    ['custom:x', [0, 7], /needs a key in brackets, as in custom\[tenant\]:acme/],
    ['host[a]:x', [0, 8], /has no key/],
    ['level:fatal', [6, 11], /'fatal' is none of debug/],
    ['count:many', [6, 10], /is no number/],
    ['first:2026-13-01', [6, 16], /is no time/],
    ['x'.repeat(2001), [2000, 2001], /at most 2000/],
    ['x '.repeat(51), [100, 102], /at most 50 terms/],
  ])('%j', (typed, [at, end], message) => {
    expect(parseSearch(typed).problems).toMatchObject([
      { at, end, message: expect.stringMatching(message) as unknown },
    ]);
  });

  it('tells a field without its value, which somebody may be typing, from what is wrong', () => {
    const isUnfinished = (typed: string): unknown[] => parseSearch(typed).problems.map((each) => each.isUnfinished);
    expect(['cart level:', 'level:x', 'custom:'].map(isUnfinished)).toEqual([[true], [undefined], [undefined]]);
  });

  it('leaves the terms beside it readable', () => {
    expect(parseSearch('cart level:fatal').terms).toMatchObject([{ kind: 'words', text: 'cart' }]);
  });
});

const names = searchFields.flatMap(({ name, aliases }) => [name, ...aliases]);
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    ...names.map((name) => `${name}:`),
    ' ',
    '"',
    '\\',
    '-',
    '!',
    '[',
    ']:',
    '..',
    '>=',
    '<7d',
    '#1',
    '*',
  ),
);
const anyText = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  it('is read, with all places inside of it', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const { terms, problems } = parseSearch(typed);
        for (const { at, end } of [...terms, ...problems]) {
          expect(0 <= at && at < end && end <= typed.length).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('means the same when it is printed and read again', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const { terms } = parseSearch(typed);
        const again = parseSearch(printSearch(terms));
        expect(again.problems).toEqual([]);
        expect(again.terms.map(withoutPlaces)).toEqual(terms.map(withoutPlaces));
      }),
      { numRuns: 1000 },
    );
  });
});

it('every example of a field can be read', () => {
  for (const { name, example } of searchFields) {
    expect(parseSearch(example)).toMatchObject({ terms: [{ kind: 'field', field: name }], problems: [] });
  }
});

it('no two fields share a name', () => {
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
