/** Rules of a project as text in Rollbar's form, and in short. */
import type { FingerprintRule, KeptRule } from '../../shared/fingerprint-rule.ts';
import type { JsonValue } from '../../shared/json.ts';

export function textOfRules(rules: readonly KeptRule[]): string {
  return JSON.stringify(
    rules.map(({ rule }) => rule),
    null,
    2,
  );
}

/** Rules that are off stay off while they stay as they are. */
export function keptAgain(read: readonly FingerprintRule[], before: readonly KeptRule[]): KeptRule[] {
  const off = new Set(before.flatMap(({ isOn, rule }) => (isOn ? [] : [JSON.stringify(rule)])));
  return read.map((rule) => ({ isOn: !off.has(JSON.stringify(rule)), rule }));
}

/** The rule at `index` one place further up. */
export function movedUp(rules: readonly KeptRule[], index: number): KeptRule[] {
  const moved = rules[index];
  if (moved === undefined || index === 0) return [...rules];
  return [...rules.slice(0, index - 1), moved, ...rules.slice(index - 1, index), ...rules.slice(index + 1)];
}

/** `custom.tenant eq "acme"`; branches in brackets. */
export function conditionText(condition: JsonValue): string {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return '';
  const { path, ...rest } = condition;
  const [name = '', value = null] = Object.entries(rest)[0] ?? [];
  if (typeof path === 'string') return `${path} ${name} ${JSON.stringify(value)}`;
  return Array.isArray(value) ? `${name} (${value.map(conditionText).join(', ')})` : '';
}
