import { expect, it } from 'vitest';
import { passesMilestone } from '../../../../../main/store/retention/milestones.ts';

it('the first, the 10th, the 100th and so on are milestones', () => {
  const found = Array.from({ length: 20_000 }, (_one, index) => index + 1).filter((n) => passesMilestone(n - 1, n));
  expect(found).toEqual([1, 10, 100, 1000, 10_000]);
});

it('where a milestone itself was never stored, the next stored one is', () => {
  expect(passesMilestone(8, 13)).toBe(true);
  expect(passesMilestone(10, 13)).toBe(false);
  expect(passesMilestone(99, 1234)).toBe(true);
});
