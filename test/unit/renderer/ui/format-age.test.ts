import { expect, it } from 'vitest';
import { ageText, agoText, spanText } from '../../../../renderer/ui/format-age.ts';

const now = new Date(2026, 10, 20, 12, 0, 0).getTime();
const s = 1000;
const m = 60 * s;
const h = 60 * m;

it.each([
  [0, 'now'],
  [999, 'now'],
  [-5 * m, 'now'],
  [s, '1 s'],
  [59 * s + 999, '59 s'],
  [m, '1 m'],
  [59 * m + 59 * s, '59 m'],
  [h, '1 h'],
  [24 * h - 1, '23 h'],
  [24 * h, '19 Nov'],
  [60 * 24 * h, '21 Sept'],
  [600 * 24 * h, 'Mar ’25'],
])('an age of %d ms is %s', (age, words) => {
  expect(ageText(now - age, now)).toBe(words);
});

it('ages fit into a sentence', () => {
  expect(agoText(now, now)).toBe('just now');
  expect(agoText(now - 3 * m, now)).toBe('3 m ago');
  expect(agoText(now - 48 * h, now)).toBe('on 18 Nov');
});

it.each([
  [-3, '0 ms'],
  [480, '480 ms'],
  [38 * s, '38 s'],
  [38 * m, '38 min'],
  [5 * h, '5 h'],
  [12 * 24 * h, '12 days'],
])('a span of %d ms is %s', (ms, words) => {
  expect(spanText(ms)).toBe(words);
});
