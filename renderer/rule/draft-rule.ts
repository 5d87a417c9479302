/** A rule as somebody makes it from an item: a path, what its values are compared with, and what makes the items. */
import { ruleOperators, type FingerprintRule } from '../../shared/fingerprint-rule.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { CellValue, PayloadPath } from '../../shared/occurrence-row.ts';

export type RuleKind = 'split' | 'group';

export interface RuleDraft {
  kind: RuleKind;
  path: string;
  operator: string;
  /** As typed; empty in a split: whatever the value is. */
  value: string;
  fingerprint: string;
  title: string;
  /** What all reports of the item have; null where there is nothing of the kind. */
  same: SameValue | null;
}

export interface SameValue {
  path: string;
  value: CellValue;
}

export const operatorChoices = ruleOperators.map((value) => ({ value, words: value }));

/** What tells the reports of an item from others, best first. */
const telling = ['body.trace.exception.class', 'body.trace_chain.0.exception.class', 'body.message.body'];

/** Null when the reports have none of these. */
export function sameOf(paths: readonly PayloadPath[]): SameValue | null {
  for (const path of telling) {
    const found = paths.find((each) => each.path === path);
    if (found && found.example !== null) return { path, value: found.example };
  }
  return null;
}

/** A split makes an item of each value; a group one of all that the condition names. */
export function usualFingerprint(kind: RuleKind, path: string): string {
  if (path === '') return '';
  return kind === 'split' ? `{{ default_fingerprint }} {{ ${path} }}` : `${path} {{ ${path} }}`;
}

/** Null while it says too little. `known` are values that the path has, whose kinds decide what a typed one is. */
export function ruleOf(draft: RuleDraft, known: readonly CellValue[]): FingerprintRule | null {
  const condition = conditionOf(draft, known);
  const [fingerprint, title] = [draft.fingerprint.trim(), draft.title.trim()];
  if (condition === null || fingerprint === '') return null;
  return { condition, fingerprint, ...(title === '' ? {} : { title }) };
}

function conditionOf({ kind, path, operator, value, same }: RuleDraft, known: readonly CellValue[]): JsonValue | null {
  if (path === '') return null;
  const typed: JsonObject = { path, [operator]: valueOf(value, operator, known) };
  if (kind === 'group') return value === '' ? null : typed;
  const item: JsonObject | null = same && { path: same.path, eq: same.value };
  if (value === '') return item;
  return item ? { all: [item, typed] } : typed;
}

function valueOf(text: string, operator: string, known: readonly CellValue[]): JsonValue {
  if (['gt', 'gte', 'lt', 'lte'].includes(operator)) return Number.isFinite(Number(text)) ? Number(text) : text;
  if (operator === 'in' || operator === 'nin') return text.split(',').map((each) => valueOf(each.trim(), 'eq', known));
  if (operator !== 'eq' && operator !== 'neq' && operator !== 'contains') return text;
  return known.find((each) => String(each) === text) ?? text;
}
