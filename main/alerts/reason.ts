/** Why an arrival is told of, if it is. */
import type { AlertRule, AlertSettings, Burst, Milestone } from '../../shared/alert.ts';
import { levelNumber } from '../../shared/level.ts';
import type { Arrival } from './arrival.ts';
import { countBurst, type BurstWindows } from './burst-windows.ts';

export type Reason =
  { kind: 'fresh' } | { kind: 'back' } | { kind: 'milestone'; milestone: Milestone } | { kind: 'burst'; burst: Burst };

/**
 * At most one reason per arrival, the weightiest: it appeared, it came back, it reached a number, it comes in a burst.
 * What belongs to a burst is counted into `windows` in any case.
 */
export function reasonFor(
  arrival: Arrival,
  { settings, at }: { settings: AlertSettings; at: number },
  windows: BurstWindows,
): Reason | null {
  const rule = ruleOf(settings, arrival.projectId);
  if (rule === null || levelNumber[arrival.level] < levelNumber[rule.fromLevel]) return null;
  const { itemId, count, total } = arrival;
  const isBurst = rule.burst !== null && countBurst(windows, { itemId, count, at }, rule.burst);
  if (arrival.is === 'fresh' && rule.fresh) return { kind: 'fresh' };
  if (arrival.is === 'back' && rule.back) return { kind: 'back' };
  const milestone = rule.milestones.toSorted((a, b) => b - a).find((each) => total >= each && total - count < each);
  if (milestone !== undefined) return { kind: 'milestone', milestone };
  return isBurst && rule.burst !== null ? { kind: 'burst', burst: rule.burst } : null;
}

function ruleOf({ rule, projects }: AlertSettings, projectId: number): AlertRule | null {
  const own = projects.find((each) => each.projectId === projectId);
  return own === undefined ? rule : own.rule;
}
