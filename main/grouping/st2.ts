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
import { analyse, type Analysis } from './st2-analysis.ts';
import { stackRules, type RuleKey } from './st2-rules.ts';
import { templateFamily } from './st2-template.ts';

export interface St2Keys {
  /** SHA-1 as 40 hex digits, strict ones first; at least one. */
  keys: [string, ...string[]];
  /** Where no stack tells. */
  template: MessageWords | null;
}

/** Pure, never throws, takes time linear in the size of the occurrence. */
export function st2Keys(occurrence: Occurrence, analysis: Analysis = analyse(occurrence)): St2Keys {
  const [first, ...others] = st2Rules(occurrence, analysis);
  const keys: St2Keys['keys'] = [hashOf(first), ...others.map(hashOf)];
  if (first.rule !== 'template') return { keys, template: null };
  const family = hashOf({ rule: 'template', parts: ['family', analysis.class, ...templateFamily(analysis.words)] });
  return { keys, template: { family, words: analysis.words } };
}

/** The rules that apply, in the order of their keys. */
export function st2Rules(occurrence: Occurrence, analysis: Analysis): [RuleKey, ...RuleKey[]] {
  const [strict, ...others] = analysis.site === undefined ? [] : stackRules(analysis, analysis.site);
  if (strict !== undefined) return [strict, ...others];
  const { crashReport, exceptions } = occurrence;
  if (crashReport !== null && exceptions.length === 0) {
    const parts = crashReportForKey(crashReport);
    return [{ rule: 'crash', parts, frames: [], words: parts }];
  }
  const said = [analysis.class, ...analysis.words];
  return [{ rule: 'template', parts: said, frames: [], words: said }];
}

function hashOf({ rule, parts }: Pick<RuleKey, 'rule' | 'parts'>): string {
  return hash('sha1', `${rule}\u0000${parts.join('\u0000')}`, 'hex');
}
