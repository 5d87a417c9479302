import { expect, it } from 'vitest';
import { bodySizes, wordsOfSize } from '../../../../renderer/state/body-sizes.ts';

it('offers sizes from the least to the most, in words', () => {
  expect(bodySizes.map(wordsOfSize)).toEqual(['64 KiB', '128 KiB', '256 KiB', '512 KiB', '1 MiB', '2 MiB', '4 MiB']);
  expect(wordsOfSize(1_500_000)).toBe('1465 KiB');
});
