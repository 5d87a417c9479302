import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchPieces } from '../../../../renderer/search/search-pieces.ts';

it('takes a search apart without losing a character', () => {
  const unit = fc.constantFrom('level:', 'error', '-', '"', ' ', 'custom[a]:', '\\', 'ж', '😀', ':', 'is:new');
  fc.assert(
    fc.property(
      fc.array(unit, { maxLength: 20 }).map((units) => units.join('')),
      (text) => {
        const pieces = searchPieces(text).flat();
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) expect(text.startsWith(piece.text, piece.at)).toBe(true);
      },
    ),
  );
});

it('tells names, values, words and mistakes apart', () => {
  const kinds = searchPieces('-level:error "a b" nope:x').map((group) =>
    group.map(({ kind, text, isWrong }) => `${kind} ${text}${isWrong ? ' wrong' : ''}`),
  );
  expect(kinds).toEqual([
    ['sign -', 'name level:', 'value error'],
    ['space  '],
    ['words "a b"'],
    ['space  '],
    ['name nope: wrong', 'value x'],
  ]);
});
