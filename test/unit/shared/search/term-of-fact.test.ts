import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reportMatcher } from '../../../../main/search/search.ts';
import { parseSearch } from '../../../../shared/search/parse-search.ts';
import { termOfFact } from '../../../../shared/search/term-of-fact.ts';
import { anOccurrence } from '../../an-occurrence.ts';

it.each([
  ['browser', 'Firefox', 'browser:"Firefox"'],
  ['version', '1.4 "x"', String.raw`code_version:"1.4 \"x\""`],
  ['ip', '203.0.113.9', 'ip:"203.0.113.9"'],
  ['person_id', '7', 'user_id:"7"'],
  ['custom:tenant', 'acme', 'custom[tenant]:"acme"'],
  ['frames', '3', 'minfiles:3 maxfiles:3'],
  ['language', 'python', 'language:"python"'],
  ['custom:a]b', 'x', null],
  ['no_such_fact', 'x', null],
])('%s %s is searched for as %s', (field, value, expected) => {
  expect(termOfFact(field, value)).toBe(expected);
});

it('whatever a custom value is, its term finds the report that has it and not another', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(value, (text) => {
      const term = termOfFact('custom:key', text.trim());
      const finds = reportMatcher(parseSearch(term ?? 'custom[key]:none').terms);
      expect(finds(anOccurrence({ custom: { key: text } }))).toBe(true);
      expect(finds(anOccurrence({ custom: { key: `x${text}` } }))).toBe(false);
    }),
    { numRuns: 500, seed: 1 },
  );
});
