import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutText, manyLines, oneLine } from '../../../../renderer/ui/one-line.ts';

it.each([
  ['line breaks and tabs', 'one\n\ntwo\tthree\r\n', 'one two three'],
  ['direction overrides', 'exe.\u202egnp \u2066x\u2069', 'exe.gnp x'],
  ['invisible signs', 'a\u200bb\ufeffc\u00add', 'abcd'],
  ['control characters', 'a\u0000b\u0007c', 'a\ufffdb\ufffdc'],
  ['piles of marks', `Z${'\u0301'.repeat(30)}`, `Z${'\u0301'.repeat(4)}`],
  ['joined emoji stay', '👩‍👩‍👧', '👩‍👩‍👧'],
  ['right-to-left words stay', 'خطأ في الطلب', 'خطأ في الطلب'],
])('%s', (_name, text, line) => {
  expect(oneLine(text)).toBe(line);
});

it('a long text is cut and says so', () => {
  expect(oneLine('x'.repeat(100_000), 10)).toBe('xxxxxxxxxx…');
});

it('is never longer than its limit and its mark, has no line break, and does not tear a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (text, limit) => {
      const line = oneLine(text, limit);
      expect(line.length).toBeLessThanOrEqual(limit + 1);
      expect(line).not.toMatch(/[\n\r\t\u202a-\u202e]/);
      expect(line.isWellFormed()).toBe(text.isWellFormed() ? true : line.isWellFormed());
    }),
  );
});

it('cuts before a character that would be torn', () => {
  expect(cutText('a🙂', 2)).toBe('a');
  expect(cutText('ab', 2)).toBe('ab');
});

it('keeps lines where lines are wanted', () => {
  expect(manyLines('a\n\u202eb')).toBe('a\nb');
});
