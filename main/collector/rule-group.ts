/**
 * How a report is grouped in its project: by the key that its client chose, by the first rule of a person that matches,
 * else by the default (rollbar.md 4.2). Rules see what was posted, not what source maps make of it.
 */
import type { GroupingRules } from '../../shared/fingerprint-rule.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { Group, Mechanism } from '../grouping/group.ts';
import { groupOf, titleOf } from '../grouping/grouping.ts';
import { compileRules, RuleError, type Rules } from '../rules/rules.ts';
import { payloadOf } from '../store/store.ts';

export interface GroupedReport {
  occurrence: Occurrence;
  /** As it was posted. */
  raw: string;
}

export interface RuleSite {
  mechanism: Mechanism;
  rules: GroupingRules;
  /** The fingerprint that stands for the item which the default way finds. */
  defaultFingerprint(group: Group): string;
}

const ready = new WeakMap<GroupingRules, Rules>();
const none = (): string[] => [];

export function groupReport({ occurrence, raw }: GroupedReport, { mechanism, rules, ...site }: RuleSite): Group {
  const plain = groupOf(rules.ignoresClient ? { ...occurrence, fingerprint: null } : occurrence, mechanism);
  if (plain.mechanism === 'client' || rules.rules.length === 0) return plain;
  const ruling = readyRules(rules)(payloadOf(raw), {
    fingerprint: () => site.defaultFingerprint(plain),
    title: () => plain.title,
  });
  if (ruling === null) return plain;
  const title = ruling.title === null ? plain.title : titleOf({ ...occurrence, title: ruling.title });
  const { culprit } = plain;
  return { mechanism: 'rule', key: ruling.fingerprint, looserKeys: none, template: null, title, culprit };
}

function readyRules(rules: GroupingRules): Rules {
  const known = ready.get(rules);
  if (known) return known;
  const usable = rules.rules.flatMap(({ isOn, rule }) => (isOn ? [rule] : [])).filter(isUsable);
  const made = compileRules(usable);
  ready.set(rules, made);
  return made;
}

/** They were checked when they were kept, but a person's deletion may have taken something out of them since. */
function isUsable(rule: GroupingRules['rules'][number]['rule']): boolean {
  try {
    compileRules([rule]);
    return true;
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
}
