import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markWords } from '../../../../renderer/ui/mark-words.ts';

const marked = (text: string, words: string[]): string =>
  markWords(text, words)
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('');

it('marks words wherever they stand, whatever their case', () => {
  expect(marked('TypeError: type', ['type'])).toBe('[Type]Error: [type]');
  expect(marked('a.b (c) 100%', ['.', '(c)', '%'])).toBe('a[.]b [(c)] 100[%]');
  expect(marked('nothing', [''])).toBe('nothing');
});

it('keeps every character of any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, words) => {
      expect(
        markWords(text, words)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
