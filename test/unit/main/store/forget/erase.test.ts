import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eraseInJson, eraserOf } from '../../../../../main/store/forget/erase.ts';

const eraser = eraserOf(['ann', 'Ann.Lee+shop@example.org', 'Zoë']);

describe('an eraser', () => {
  it.each([
    ['mail to ann.lee+shop@EXAMPLE.org', 'mail to [removed]'],
    ['ann, Ann and ANN', '[removed], [removed] and [removed]'],
    ['/users?mail=Ann.Lee%2Bshop%40example.org&x=1', '/users?mail=[removed]&x=1'],
    ['q%3Dann%26', 'q%3D[removed]%26'],
    [String.raw`{\"user\":\"x\nann\"}`, String.raw`{\"user\":\"x\n[removed]\"}`],
    ['user:ann/zoë', 'user:[removed]/[removed]'],
  ])('takes out what it is told: %s', (text, clean) => {
    expect(eraser.erase(text)).toBe(clean);
    expect(eraser.touches(text)).toBe(true);
  });

  it.each(['planned', 'annual', 'joann', 'ann_id', 'Zoëlle'])('leaves other words alone: %s', (text) => {
    expect(eraser.erase(text)).toBe(text);
  });

  it('takes texts literally, whatever they hold', () => {
    const texts = fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(texts, fc.string(), (wanted, rest) => {
        const one = eraserOf(wanted);
        expect(one.erase(`(${wanted[0] ?? ''})`)).not.toBe(`(${wanted[0] ?? ''})`);
        expect(one.touches(`${rest}${wanted[0] ?? ''}`)).toBe(true);
      }),
    );
  });

  it('has nothing to do without texts', () => {
    const none = eraserOf(['']);
    expect([none.touches('ann'), none.erase('ann')]).toEqual([false, 'ann']);
  });
});

describe('erasing in JSON', () => {
  it('finds what is written with escapes, and leaves everything else as it is written', () => {
    const json = String.raw`{ "\u0061nn" : 12345678901234567890, "b": "to \"ann\"", "c":1.0, "d":"\u00e9" }`;
    expect(eraseInJson(json, eraser)).toBe(
      String.raw`{ "[removed]" : 12345678901234567890, "b": "to \"[removed]\"", "c":1.0, "d":"\u00e9" }`,
    );
  });

  it.each(['{"a":"ann', '"', 'ann"ann"', String.raw`"\"ann`])('takes what is cut off: %s', (text) => {
    expect(eraseInJson(text, eraser).replace(/^ann/, '')).not.toContain('ann');
  });

  it('keeps JSON JSON, with nothing of the person in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', '  '), (value, indent) => {
        const json = JSON.stringify({ value, who: ['mail ann', 'Ann.Lee+shop@example.org'] }, null, indent);
        const clean = JSON.parse(eraseInJson(json, eraser)) as { who: string[] };
        expect(clean.who).toEqual(['mail [removed]', '[removed]']);
      }),
    );
  });
});
