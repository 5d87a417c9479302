import { describe, expect, it } from 'vitest';
import { sourceFile } from './source-tree.ts';
import { colorsOf, contrast, type Theme } from './tokens.ts';

const tokensPath = 'renderer/tokens.css';
const surfaces = ['window', 'surface', 'sunken', 'raised', 'hover', 'press', 'selected'];

/** What is read, on what, and the least contrast: 4.5 for text, 3 for borders and bars. */
const pairs: [fronts: string[], backs: string[], least: number][] = [
  [['text', 'text-2', 'text-3', 'accent', 'critical', 'info', 'debug', 'active', 'muted'], surfaces, 4.5],
  [['accent'], ['accent-soft'], 4.5],
  [['error'], [...surfaces, 'error-soft'], 4.5],
  [['warning'], [...surfaces, 'warning-soft'], 4.5],
  [['resolved'], [...surfaces, 'resolved-soft'], 4.5],
  [['snoozed'], [...surfaces, 'snoozed-soft'], 4.5],
  [['reactivated'], [...surfaces, 'reactivated-soft'], 4.5],
  [['text-on-accent'], ['accent-solid'], 4.5],
  [['code-keyword', 'code-string', 'code-number', 'code-function'], ['surface', 'sunken', 'raised', 'error-soft'], 4.5],
  [['code-comment'], ['surface', 'sunken', 'raised'], 4.5],
  [['line-field'], ['surface', 'raised'], 3],
  [['bar'], ['surface'], 3],
];

describe.each<Theme>(['light', 'dark'])('the %s theme', (theme) => {
  it('can be read', () => {
    const colors = colorsOf(sourceFile(tokensPath).text, theme);
    const colorOf = (name: string): string => {
      const color = colors.get(name);
      expect(color, `--${name} in ${tokensPath}`).toBeDefined();
      return color ?? '';
    };
    const tooFaint = pairs.flatMap(([fronts, backs, least]) =>
      fronts.flatMap((front) =>
        backs
          .map((back) => ({ front, back, least, is: contrast(colorOf(front), colorOf(back)) }))
          .filter(({ is }) => is < least),
      ),
    );
    expect(tooFaint).toEqual([]);
  });
});

describe('contrast', () => {
  it('is what WCAG says it is', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
    expect(contrast('#336699', '#336699')).toBe(1);
  });

  it('is taken of the colours as they are written', () => {
    const css = `/* a */ :root {\n --a: light-dark(#111111, #eeeeee); /* b */\n --b: var(--a);\n --c: #ffffff;\n --d: 4px;\n}\n:root { --a: #123456; }`;
    expect(Object.fromEntries(colorsOf(css, 'light'))).toEqual({ a: '#111111', b: '#111111', c: '#ffffff' });
    expect(Object.fromEntries(colorsOf(css, 'dark'))).toEqual({ a: '#eeeeee', b: '#eeeeee', c: '#ffffff' });
  });
});
