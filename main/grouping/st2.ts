/**
 * The grouping mechanism st2: several keys for each occurrence, strict ones first. An occurrence belongs to the item that
 * knows the first of its keys that any item knows, and the item learns the others. So variants of an error (another caller,
 * another release, another browser) join its item, and errors that share nothing precise stay apart.
 *
 * Frozen once it has shipped: items are kept by these keys.
 */
import { hash } from 'node:crypto';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { MessageWords } from './group.ts';
import { crashReportForKey } from './st1-crash-report.ts';
import type { Analysis } from './st2-analysis.ts';
import { looserRules, strictRule, type RuleKey } from './st2-rules.ts';
import { templateFamily } from './st2-template.ts';

export interface St2Keys {
  /** SHA-1 as 40 hex digits, made by the strictest rule. */
  key: string;
  /** Those of the other rules, strict ones first: made only when they are asked for, since most occurrences need none. */
  looserKeys: () => string[];
  /** Where no stack tells. */
  template: MessageWords | null;
}

/** Pure, never throws, takes time linear in the size of the occurrence. */
export function st2Keys(occurrence: Occurrence, analysis: Analysis): St2Keys {
  const { site } = analysis;
  const strict = strictOf(occurrence, analysis);
  const looserKeys = (): string[] => (site === undefined ? [] : looserRules(analysis, site).map(hashOf));
  return { key: hashOf(strict), looserKeys, template: strict.rule === 'template' ? templateOf(analysis) : null };
}

/** The rules that apply, in the order of their keys. */
export function st2Rules(occurrence: Occurrence, analysis: Analysis): [RuleKey, ...RuleKey[]] {
  const { site } = analysis;
  return [strictOf(occurrence, analysis), ...(site === undefined ? [] : looserRules(analysis, site))];
}

function strictOf({ crashReport, exceptions }: Occurrence, analysis: Analysis): RuleKey {
  if (analysis.site !== undefined) return strictRule(analysis);
  if (crashReport !== null && exceptions.length === 0) {
    const parts = crashReportForKey(crashReport);
    return { rule: 'crash', parts, frames: [], words: parts };
  }
  const said = [analysis.class, ...analysis.words];
  return { rule: 'template', parts: said, frames: [], words: said };
}

function templateOf(analysis: Analysis): MessageWords {
  const { words } = analysis;
  return { family: hashOf({ rule: 'template', parts: ['family', analysis.class, ...templateFamily(words)] }), words };
}

function hashOf({ rule, parts }: Pick<RuleKey, 'rule' | 'parts'>): string {
  return hash('sha1', `${rule}\u0000${parts.join('\u0000')}`, 'hex');
}
