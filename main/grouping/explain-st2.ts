/** Part of the mechanism st2: the rule by which an occurrence belongs to its item, with what counted. */
import type { CountedPlace, GroupingReason } from '../../shared/grouping-reason.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { analyse, type Analysis } from './st2-analysis.ts';
import type { RuleKey } from './st2-rules.ts';
import { st2Rules } from './st2.ts';

/** `matchedKey` tells which of its keys the item knew; the strictest is told of an occurrence that started its item. */
export function explainSt2(occurrence: Occurrence, matchedKey: number | null): Omit<GroupingReason, 'mechanism'> {
  const analysis = analyse(occurrence);
  const rules = st2Rules(occurrence, analysis);
  const found = rules[Math.max(0, matchedKey ?? 0)] ?? rules[0];
  return {
    match: matchedKey === null ? 'first' : matchedKey < 0 ? 'alike' : 'same',
    rule: found.rule,
    frames: placesOf(found, analysis),
    words: found.words.filter((word) => word !== ''),
  };
}

function placesOf({ rule, frames }: RuleKey, { frames: all, exception }: Analysis): CountedPlace[] {
  const isByLine = rule === 'line' || rule === 'assertion' || rule === 'wrapped';
  return frames.flatMap((index) => {
    const frame = all.find((one) => one.index === index);
    if (frame === undefined) return [];
    const { place, method, line } = frame;
    return [{ place, method, exception, frame: index, line: isByLine ? line : null }];
  });
}
