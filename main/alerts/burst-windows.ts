/** Counts occurrences per item over the last minutes, for rules that wait for many of them at once. */
import type { Burst } from '../../shared/alert.ts';

/** The counts of one item, oldest first, and whether its present burst has been told of. */
interface Window {
  counts: { at: number; count: number }[];
  isTold: boolean;
}

/** By item; the one that was seen last comes last. */
export type BurstWindows = Map<number, Window>;

/** Items beyond these are forgotten, first those that were not seen for longest. */
const mostItems = 2000;
const minuteMs = 60_000;

/**
 * Counts what was seen of an item at `at` (unix ms) into `windows`. True once the occurrences of the last minutes reach
 * the rule's number, and not again before they have been fewer in between.
 */
export function countBurst(
  windows: BurstWindows,
  { itemId, count, at }: { itemId: number; count: number; at: number },
  rule: Burst,
): boolean {
  const before = windows.get(itemId);
  const recent = (before?.counts ?? []).filter((each) => each.at > at - rule.minutes * minuteMs);
  const sumBefore = recent.reduce((sum, each) => sum + each.count, 0);
  const isFull = sumBefore + count >= rule.count;
  const isTold = before?.isTold === true && sumBefore >= rule.count;
  windows.delete(itemId);
  windows.set(itemId, { counts: [...recent, { at, count }], isTold: isFull });
  for (const oldest of windows.keys()) {
    if (windows.size <= mostItems) break;
    windows.delete(oldest);
  }
  return isFull && !isTold;
}
