import { expect, it } from 'vitest';
import { isStorming, storedText, stormText } from '../../../../renderer/item/stored-words.ts';
import { clockTime, dayText } from '../../../../renderer/ui/format-age.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

it('says how much is stored only where that is not all', () => {
  expect(storedText(1300, 0)).toBe('');
  expect(storedText(1300, 1296)).toBe('4 of 1,300 are stored; counts tell of all.');
});

it('tells of a storm that goes on, of one that is over, and of one of another day', () => {
  const since = now - 600_000;
  const storm = (from: number, until: number) => ({ isGuarded: true, last: { since: from, until, oneOf: 100 } });
  expect(stormText({ isGuarded: true, last: null }, now)).toBe('');
  expect(stormText(storm(since, now - 1000), now)).toBe(`1 of 100 stored since ${clockTime(since)}, all are counted.`);
  expect(isStorming(storm(since, now - 300_000), now)).toBe(false);
  expect(stormText(storm(since, now - 300_000), now)).toBe(
    `1 of 100 stored from ${clockTime(since)} to ${clockTime(now - 300_000)}, all are counted.`,
  );
  const past = now - 3 * 86_400_000;
  expect(stormText(storm(past, past + 60_000), now)).toContain(`${dayText(past)}, ${clockTime(past)}`);
});
