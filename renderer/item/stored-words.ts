/** What of an item's occurrences is stored, in words. */
import type { ItemStorm } from '../../shared/item.ts';
import { clockTime, dayText } from '../ui/format-age.ts';
import { numberText } from '../ui/format-number.ts';

/** `4 of 130 are stored; counts tell of all.` Empty when all are. */
export function storedText(total: number, unstored: number): string {
  if (unstored === 0) return '';
  return `${numberText(Math.max(0, total - unstored))} of ${numberText(total)} are stored; counts tell of all.`;
}

/** A storm whose last report was left out so recently goes on, in milliseconds. */
const calmMs = 120_000;
const dayMs = 86_400_000;

export function isStorming({ last }: ItemStorm, now: number): boolean {
  return last !== null && now - last.until < calmMs;
}

/** `1 of 100 stored since 14:02, all are counted.` Empty when there was no storm. */
export function stormText({ last }: ItemStorm, now: number): string {
  if (last === null) return '';
  const begun = now - last.since < dayMs ? clockTime(last.since) : `${dayText(last.since)}, ${clockTime(last.since)}`;
  const time = isStorming({ isGuarded: true, last }, now)
    ? `since ${begun}`
    : `from ${begun} to ${clockTime(last.until)}`;
  return `1 of ${numberText(last.oneOf)} stored ${time}, all are counted.`;
}
