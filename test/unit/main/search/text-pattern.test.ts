import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textMatcher } from '../../../../main/search/text-pattern.ts';
import { like, likePattern } from '../../../../main/store/search/like-pattern.ts';

const db = new Database(':memory:');
const compare = db.prepare<[string, string], number>(`SELECT ? ${like}`).pluck();
const letters = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '%', '_', '*', '\\', 'ä', 'Ä', '.'), maxLength: 12 });

it('compares as the database does', () => {
  const pattern = fc.record({
    text: letters,
    match: fc.constantFrom('exact' as const, 'prefix' as const, 'infix' as const),
    hasWildcards: fc.boolean(),
  });
  fc.assert(
    fc.property(pattern, letters, (wanted, text) => {
      expect(textMatcher(wanted)(text)).toBe(compare.get(text, likePattern(wanted)) === 1);
    }),
    { numRuns: 3000, seed: 1 },
  );
});

it('does not take longer and longer for more wildcards', () => {
  const matches = textMatcher({ text: '*a'.repeat(60) + 'b', match: 'exact', hasWildcards: true });
  expect(matches('a'.repeat(200))).toBe(false);
});
