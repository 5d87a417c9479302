import { expect, it } from 'vitest';
import { groupingSentence, placeText } from '../../../../renderer/item/grouping-words.ts';
import type { GroupingReason } from '../../../../shared/grouping-reason.ts';

const reason = (given: Partial<GroupingReason>): GroupingReason => ({
  ...{ mechanism: 'st2', match: 'same', rule: 'line', frames: [], words: [] },
  ...given,
});

it('says by which rule an occurrence came into its item', () => {
  expect(groupingSentence(reason({}))).toMatch(/same line of your code/);
  expect(groupingSentence(reason({ rule: 'stack' }))).toMatch(/same calls/);
  expect(groupingSentence(reason({ rule: 'template', match: 'alike' }))).toMatch(/words that differ are data/);
  expect(groupingSentence(reason({ match: 'first' }))).toMatch(/first of this item/);
  expect(groupingSentence(reason({ rule: 'client', match: 'first' }))).toMatch(/application chose/);
});

it('writes a frame as it was compared', () => {
  const place = { place: 'src/cart.ts', method: 'total', exception: 0, frame: 2 };
  expect(placeText({ ...place, line: 12 })).toBe('src/cart.ts:12 total');
  expect(placeText({ ...place, line: null })).toBe('src/cart.ts total');
  expect(placeText({ ...place, method: '', line: null })).toBe('src/cart.ts');
});
