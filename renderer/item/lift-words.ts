/** How unusual a value of an item's reports is within the project, in words. Pure. */
import type { FactShare } from '../../shared/breakdown.ts';
import { percentText } from '../ui/format-number.ts';

export interface LiftWords {
  words: string;
  /** More often than in the project: worth a look. */
  isUnusual: boolean;
}

/** So much more or less often is the same to a person. */
const same = 1.25;
/** What so few reports have may be so by chance. */
const fewest = 3;

/** `others` is how many reports of the project are of other items; null where there are none to compare with. */
export function liftWords({ count, share, shareInProject, lift }: FactShare, others: number): LiftWords | null {
  if (others === 0) return null;
  // Shares are of all reports of the project, so these are the ones of other items.
  const inOthers = shareInProject * (count / share + others) - count;
  const isUnusual = count >= fewest;
  if (inOthers < 0.5) return { words: 'nowhere else', isUnusual };
  if (lift >= same) return { words: `${timesText(lift)} as often as in the project`, isUnusual };
  if (lift * same > 1) return { words: 'as in the project', isUnusual: false };
  return { words: `rarer, ${percentText(shareInProject)} in the project`, isUnusual: false };
}

function timesText(lift: number): string {
  return lift < 10 ? `${lift.toFixed(1).replace(/\.0$/, '')}×` : `${lift.toFixed(0)}×`;
}
