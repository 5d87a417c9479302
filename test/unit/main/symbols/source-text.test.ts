import { expect, it } from 'vitest';
import { excerptOf, hasName } from '../../../../main/symbols/source-text.ts';

const lines = Array.from({ length: 20 }, (_none, index) => `line ${String(index + 1)}`);

it('takes five lines on either side, fewer at the ends, and cuts endless ones', () => {
  expect(excerptOf(lines, 10)).toEqual({ code: 'line 10', before: lines.slice(4, 9), after: lines.slice(10, 15) });
  expect(excerptOf(lines, 1)).toMatchObject({ before: [], after: lines.slice(1, 6) });
  expect(excerptOf(lines, 20)).toMatchObject({ code: 'line 20', after: [] });
  expect(excerptOf(lines, 21)).toBeNull();
  expect(excerptOf(['x'.repeat(1_000_000)], 1)?.code.length).toBeLessThan(1000);
});

it.each([
  ['total', true],
  ['Cart.total', true],
  ['new Cart', true],
  ['tota', false],
  ['otal', false],
  ['n', false],
  ['', false],
  ['<anonymous>', false],
])('knows whether the source has the name %s', (name, has) => {
  expect(hasName('class Cart { total() { return n; } subtotals() {} }', name)).toBe(has);
});
