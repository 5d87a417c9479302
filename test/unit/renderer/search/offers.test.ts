import { expect, it } from 'vitest';
import { offersAt, valueAsked } from '../../../../renderer/search/offers.ts';
import { searchExamples } from '../../../../renderer/search/search-examples.ts';
import { parseSearch } from '../../../../shared/search/parse-search.ts';

const nothing = { recent: [], values: [] };
const words = (text: string, caret = text.length): string[] =>
  offersAt(text, caret, nothing).offers.map((offer) => offer.words);

it('offers searches of before and the usual fields before anything is typed', () => {
  const { offers } = offersAt('', 0, { recent: ['is:new', 'timeout'], values: [] });
  expect(offers.slice(0, 3).map((offer) => offer.words)).toEqual(['is:new', 'timeout', 'is:']);
  expect(offers[1]).toMatchObject({ text: 'timeout', caret: 7 });
  expect(words('timeout ')).toContain('level:');
});

it('completes the name of a field in the middle of a search', () => {
  const [offer] = offersAt('is:new lev x', 10, nothing).offers;
  expect(offer).toMatchObject({ words: 'level:', text: 'is:new level: x', caret: 13 });
  expect(words('cust')).toContain('custom[');
  expect(words('timeout')).toEqual([]);
});

it('completes the choices of a field', () => {
  expect(words('level:w')).toEqual(['warning']);
  const [offer] = offersAt('level:error,w x', 13, nothing).offers;
  expect(offer).toMatchObject({ text: 'level:error,warning x', caret: 20 });
});

it('completes values and keys of the data, between quotes where they need them', () => {
  expect(valueAsked('host:we', 7)).toEqual({ field: 'host', key: null, prefix: 'we' });
  expect(valueAsked('custom[tenant]:a', 16)).toEqual({ field: 'custom', key: 'tenant', prefix: 'a' });
  expect(valueAsked('custom[te', 9)).toEqual({ field: 'custom', key: null, prefix: 'te' });
  expect(valueAsked('level:e', 7)).toBeNull();
  const values = ['web 1', 'say "hi"', '100%', 'plain'].map((value) => ({ value, count: 3 }));
  const offers = offersAt('host:', 5, { recent: [], values }).offers;
  expect(offers.map(({ text, count }) => [text, count])).toEqual([
    ['host:"web 1" ', 3],
    [String.raw`host:"say \"hi\"" `, 3],
    ['host:"100%" ', 3],
    ['host:plain ', 3],
  ]);
  const [key] = offersAt('custom[te', 9, { recent: [], values: [{ value: 'tenant', count: 1 }] }).offers;
  expect(key).toMatchObject({ text: 'custom[tenant]:', caret: 15 });
});

it.each(searchExamples.flatMap(({ examples }) => examples.map(([text]) => text)))(
  'the example %s can be read',
  (text) => {
    expect(parseSearch(text).problems).toEqual([]);
    expect(parseSearch(text).terms).toHaveLength(1);
  },
);
