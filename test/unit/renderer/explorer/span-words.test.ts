import { expect, it } from 'vitest';
import { spanWords } from '../../../../renderer/explorer/span-words.ts';

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();

it('names both ends, the day once when it is the same', () => {
  expect(spanWords({ from: at(21, 10), to: at(21, 14) })).toBe('21 Nov, 10:00 – 14:00');
  expect(spanWords({ from: at(21, 10), to: at(22, 2) })).toBe('21 Nov, 10:00 – 22 Nov, 02:00');
  expect(spanWords({ from: at(21, 10), to: null })).toBe('since 21 Nov, 10:00');
  expect(spanWords({ from: null, to: at(21, 10) })).toBe('before 21 Nov, 10:00');
  expect(spanWords({ from: null, to: null })).toBeNull();
});
