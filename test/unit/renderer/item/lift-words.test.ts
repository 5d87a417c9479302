import { expect, it } from 'vitest';
import { liftWords } from '../../../../renderer/item/lift-words.ts';

/** Of 10 reports here and 90 of other items. */
const words = (count: number, inProject: number, others = 90) => {
  const [share, shareInProject] = [count / 10, inProject / (10 + others)];
  return liftWords({ value: 'x', count, share, shareInProject, lift: share / shareInProject }, others);
};

it.each([
  [10, 10, 'nowhere else', true],
  [1, 1, 'nowhere else', false],
  [10, 20, '5× as often as in the project', true],
  [5, 40, '1.3× as often as in the project', true],
  [10, 95, 'as in the project', false],
  [1, 51, 'rarer, 51% in the project', false],
])('%d of 10 here, %d of 100 in the project: %s', (count, inProject, ...[expected, isUnusual]) => {
  expect(words(count, inProject)).toEqual({ words: expected, isUnusual });
});

it('says nothing when there is nothing to compare with', () => {
  expect(words(10, 10, 0)).toBeNull();
});
