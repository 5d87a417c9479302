/** Rules by which a person groups the reports of a project: read, changed, and understood from text. */
import { Refusal } from '../../shared/error-codes.ts';
import type { FingerprintRule, GroupingRules } from '../../shared/fingerprint-rule.ts';
import { readRules, RuleError } from '../rules/rules.ts';
import type { CollectorContext } from './collector.ts';

/** As they come from outside: what a rule is has not been checked. */
export interface WantedRules {
  projectId: number;
  ignoresClient: boolean;
  rules: readonly { isOn: boolean; rule: unknown }[];
}

/** Refusals: `not-found`. */
export function groupingRules({ store }: CollectorContext, { projectId }: { projectId: number }): GroupingRules {
  if (!store.projects.list().some(({ id }) => id === projectId))
    throw new Refusal('not-found', 'This project is not there any more.');
  return store.groupingRules.of(projectId);
}

/** Refusals: `not-found`, `bad-request`, and `conflict` where somebody else has changed them since `version`. */
export function changeGroupingRules(
  context: CollectorContext,
  wanted: WantedRules & { version: number },
): GroupingRules {
  const { store } = context;
  const rules = checkedRules(wanted);
  return store.inTransaction(() => {
    if (groupingRules(context, wanted).version !== wanted.version)
      throw new Refusal('conflict', 'The rules were changed elsewhere meanwhile.');
    store.groupingRules.save(rules);
    return store.groupingRules.of(wanted.projectId);
  });
}

/** Refusals: `bad-request`, whose message says which rule is wrong and why. */
export function checkedRules(wanted: WantedRules): Omit<GroupingRules, 'version'> {
  const read = refusing(() => readRules(wanted.rules.map(({ rule }) => rule)));
  const { projectId, ignoresClient } = wanted;
  return {
    projectId,
    ignoresClient,
    rules: read.map((rule, index) => ({ isOn: wanted.rules[index]?.isOn ?? true, rule })),
  };
}

/** Refusals: `bad-request`. */
export function parseGroupingRules(_context: CollectorContext, { text }: { text: string }): FingerprintRule[] {
  return refusing(() => readRules(jsonOf(text)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('bad-request', `This is not JSON: ${error.message}`);
    throw error;
  }
}

function refusing<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof RuleError) throw new Refusal('bad-request', error.message);
    throw error;
  }
}
