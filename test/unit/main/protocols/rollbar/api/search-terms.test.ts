import { expect, it } from 'vitest';
import { readTerms } from '../../../../../../main/protocols/rollbar/api/search-terms.ts';

it('reads terms', () => {
  expect(readTerms('cart host:web-1')).toMatchObject({
    kind: 'terms',
    terms: [
      { kind: 'words', text: 'cart' },
      { kind: 'field', field: 'host' },
    ],
  });
});

it.each([
  ['cart constructor:x', /^'query' at character 6: Stacktray cannot search for 'constructor:'/],
  ['level:fatal', /^'query' at character 7: 'fatal' is none of debug/],
  ['x'.repeat(2001), /at most 2000/],
])('says what it cannot do with %j', (text, problem) => {
  const read = readTerms(text);
  expect(read.kind === 'problem' ? read.problem : '').toMatch(problem);
});
