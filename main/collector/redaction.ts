/** What is masked for people; kept with the settings. Nothing that is stored is changed by it. */
import * as v from 'valibot';
import { Refusal } from '../../shared/error-codes.ts';
import { redactionRulesSchema, usualRules, type RedactionRules } from '../../shared/redaction/redaction-rules.ts';
import { patternProblems } from '../../shared/redaction/redactor.ts';
import type { CollectorContext } from './collector.ts';

const name = 'redaction';

/** The usual rules until somebody has changed them. */
export function redactionRules({ store }: CollectorContext): RedactionRules {
  const kept = v.safeParse(redactionRulesSchema, store.settings.get(name));
  return kept.success ? kept.output : usualRules;
}

/** Refusals: `bad-request` for a pattern that cannot be used. */
export function changeRedaction(
  context: CollectorContext,
  { builtIn, keys, patterns }: RedactionRules,
): RedactionRules {
  const [problem] = patternProblems(patterns);
  if (problem) throw new Refusal('bad-request', `The pattern ${problem[0]} cannot be used: ${problem[1]}`);
  const rules = { builtIn: [...new Set(builtIn)], keys: [...new Set(keys)], patterns: [...new Set(patterns)] };
  context.store.settings.set(name, rules);
  return rules;
}
