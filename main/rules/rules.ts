/** The door of rules: which fingerprint and title a project's rules give a report (rollbar.md 4.5). Pure. */
import type { FingerprintRule } from '../../shared/fingerprint-rule.ts';
import { isObject, type JsonValue } from '../../shared/json.ts';
import { compileCondition } from './condition.ts';
import type { Test } from './operators.ts';
import { RuleError } from './rule-error.ts';
import { render, renderFingerprint, type Defaults } from './template.ts';

export type { Defaults } from './template.ts';
export { RuleError } from './rule-error.ts';

/** What the first rule that matches says. */
export interface Ruling {
  /** At most 40 characters, never empty. */
  fingerprint: string;
  /** Null where the rule has none; may be empty. */
  title: string | null;
}

export type Rules = (payload: unknown, defaults: Defaults) => Ruling | null;

const longestFingerprint = 1000;
const longestTitle = 255;
export const mostRules = 200;

interface ReadyRule extends FingerprintRule {
  test: Test;
}

/**
 * Tries the rules from the first to the last. A rule whose fingerprint comes out empty decides nothing, and neither do
 * those after it: such a report is grouped as without rules. Throws a RuleError.
 */
export function compileRules(rules: readonly FingerprintRule[]): Rules {
  const ready = rules.map((rule, index) => readRule(rule, nameOf(index)));
  return (payload, defaults) => {
    const rule = ready.find(({ test }) => test(payload));
    if (rule === undefined) return null;
    const fingerprint = renderFingerprint(rule.fingerprint, payload, defaults);
    if (fingerprint.trim() === '') return null;
    return { fingerprint, title: rule.title === undefined ? null : render(rule.title, payload, defaults) };
  };
}

/** Reads rules in Rollbar's form: a list, or one of them. Throws a RuleError that says which one is wrong, and why. */
export function readRules(json: unknown): FingerprintRule[] {
  const list: unknown[] = Array.isArray(json) ? json : [json];
  if (list.length > mostRules) throw new RuleError('Rules', `there are at most ${String(mostRules)}.`);
  return list.map((rule, index) => {
    const { condition, fingerprint, title } = readRule(rule, nameOf(index));
    return { condition, fingerprint, ...(title === undefined ? {} : { title }) };
  });
}

const nameOf = (index: number): string => `Rule ${String(index + 1)}`;
const known = ['condition', 'fingerprint', 'title'];

function readRule(rule: unknown, where: string): ReadyRule {
  if (!isObject(rule)) throw new RuleError(where, 'it has to be an object with “condition” and “fingerprint”.');
  const stranger = Object.keys(rule).find((key) => !known.includes(key));
  if (stranger !== undefined)
    throw new RuleError(where, `“${stranger.slice(0, 40)}” means nothing here; a rule has ${known.join(', ')}.`);
  const { condition, fingerprint, title } = rule;
  const ready = { test: compileCondition(condition, where), condition: condition as JsonValue };
  if (!isText(fingerprint, longestFingerprint))
    throw new RuleError(where, `“fingerprint” has to be a text of 1 to ${String(longestFingerprint)} characters.`);
  if (title === undefined) return { ...ready, fingerprint };
  if (!isText(title, longestTitle))
    throw new RuleError(where, `“title” has to be a text of 1 to ${String(longestTitle)} characters.`);
  return { ...ready, fingerprint, title };
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest;
}
