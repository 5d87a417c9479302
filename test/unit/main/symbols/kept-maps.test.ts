import { expect, it } from 'vitest';
import { createKeptMaps } from '../../../../main/symbols/kept-maps.ts';

const map = (cost: number) => ({ cost, trace: () => null });

it('lets the least recently used go when they take too much', () => {
  const kept = createKeptMaps(100);
  const first = map(40);
  kept.keep(1, first);
  kept.keep(2, map(40));
  kept.keep(1, first);
  kept.keep(3, map(40));
  expect([1, 2, 3].map((id) => kept.get(id) !== undefined)).toEqual([true, false, true]);
});

it('keeps one that is too large until another is asked for', () => {
  const kept = createKeptMaps(100);
  kept.keep(1, map(500));
  expect(kept.get(1)).toBeDefined();
  kept.keep(2, map(10));
  expect([kept.get(1), kept.get(2) !== undefined]).toEqual([undefined, true]);
});

it('counts a map once, however often it is used', () => {
  const kept = createKeptMaps(100);
  const used = map(40);
  for (let times = 0; times < 10; times++) kept.keep(1, used);
  kept.keep(2, map(40));
  expect(kept.get(1)).toBe(used);
});
