import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inPieces } from '../../../../main/collector/pieces.ts';

it('cuts a text into pieces that give it again, none within a character', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 9 }), (whole, longest) => {
      const pieces = inPieces(whole, longest);
      expect(pieces.join('')).toBe(whole);
      for (const piece of pieces) {
        expect(piece.length).toBeGreaterThan(0);
        expect(piece.length).toBeLessThanOrEqual(longest);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});
