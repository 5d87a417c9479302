/** The calls of the contract about rules by which a person groups the reports of a project. */
import * as v from 'valibot';
import { call } from './call.ts';
import type { FingerprintRule, GroupingRules, RulesPreview } from './fingerprint-rule.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const project = v.strictObject({ projectId: id });
/** What is in a rule is checked where rules are understood, which says what is wrong with them. */
const kept = v.strictObject({ isOn: v.boolean(), rule: v.unknown() });
const wanted = { projectId: id, ignoresClient: v.boolean(), rules: v.pipe(v.array(kept), v.maxLength(200)) };

export const ruleCalls = {
  'groupingRules.read': call<GroupingRules>()(project),
  /** For reports that come from now on. Refusals: `not-found`, `bad-request`, `conflict` where `version` is not the last. */
  'groupingRules.change': call<GroupingRules>()(
    v.strictObject({ ...wanted, version: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ),
  /** Reads Rollbar's JSON form: a list of rules or one of them, at most 200 kB. Refusals: `bad-request`. */
  'groupingRules.parse': call<FingerprintRule[]>()(v.strictObject({ text: v.pipe(v.string(), v.maxLength(200_000)) })),
  /** What these rules would make of the newest stored occurrences. Refusals: `not-found`, `bad-request`. */
  'groupingRules.preview': call<RulesPreview>()(v.strictObject(wanted)),
} as const;
