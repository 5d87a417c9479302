import { expect, it } from 'vitest';
import { ripeIds } from '../../../../../main/store/packing/ripe-ids.ts';

it('lets bodies ripen for a minute, and those that were there before at once', () => {
  let [id, at] = [7, 0];
  const ripe = ripeIds({ lastId: () => id, now: () => at });
  expect(ripe.look().untilId).toBe(7);
  [id, at] = [20, 5000];
  expect(ripe.look().untilId).toBe(7);
  [id, at] = [30, 64_999];
  expect(ripe.look().untilId).toBe(7);
  at = 65_000;
  expect(ripe.look().untilId).toBe(20);
  at = 125_000;
  expect(ripe.look().untilId).toBe(30);
});

it('tells how many reports come per second', () => {
  let [id, at] = [0, 0];
  const ripe = ripeIds({ lastId: () => id, now: () => at });
  [id, at] = [500, 2000];
  expect(ripe.look().rate).toBe(250);
  expect(ripe.look().rate).toBe(0);
  at = 4000;
  expect(ripe.look().rate).toBe(0);
});
