/** What rules would change, in words. */
import type { RuleMerge, RulesPreview, RuleSplit } from '../../shared/fingerprint-rule.ts';
import { amount, numberText } from '../ui/format-number.ts';

export function previewText({ looked, isPartial, matched, items, itemsAfter }: RulesPreview): string {
  const seen = isPartial ? `the newest ${amount(looked, 'occurrence')}` : amount(looked, 'occurrence');
  if (matched === 0) return `Of ${seen}, no rule matches any.`;
  return `Of ${seen}, rules match ${numberText(matched)}: ${amount(items, 'item')} would be ${numberText(itemsAfter)}.`;
}

export function mergeText({ others, more, occurrences }: RuleMerge): string {
  return `would take in ${amount(others.length + more, 'item')} with ${amount(occurrences, 'occurrence')}:`;
}

export function splitText({ parts, occurrences }: RuleSplit): string {
  return `would be ${amount(parts, 'item')}; ${amount(occurrences, 'occurrence')} would leave it`;
}
