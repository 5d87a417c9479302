import { expect, it, vi } from 'vitest';
import { codeOf, errorWords } from '../../../../renderer/state/error-words.ts';
import { errorCodes, Refusal } from '../../../../shared/error-codes.ts';

it('every code has words of its own and says what to do', () => {
  expect(Object.keys(errorWords).sort()).toEqual(Object.keys(errorCodes).sort());
  const words = Object.values(errorWords);
  expect(new Set(words.map(({ title }) => title)).size).toBe(words.length);
  for (const { title, advice } of words) {
    expect(title).toMatch(/^[A-Z].*[^.!]$/);
    expect(advice).toMatch(/\.$/);
  }
});

it('a bug is internal and goes to the console whole', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const bug = new TypeError('x is undefined');
  expect([codeOf(new Refusal('conflict', 'changed')), codeOf(bug)]).toEqual(['conflict', 'internal']);
  expect(told.mock.calls).toEqual([[bug]]);
  told.mockRestore();
});
