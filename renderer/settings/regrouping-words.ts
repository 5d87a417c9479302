/** A change of the grouping, in words. */
import type { Regrouping, RegroupingExample, RegroupingPreview, RegroupingState } from '../../shared/regrouping.ts';
import { amount, numberText } from '../ui/format-number.ts';

const steps: Record<RegroupingState, string> = {
  none: '',
  changed: '',
  learning: 'Reading what each item is about',
  keying: 'Giving items their new keys',
  moving: 'Placing occurrences',
  counting: 'Counting anew',
  unkeying: 'Giving items their old keys',
  'moving-back': 'Putting occurrences back',
  'counting-back': 'Counting anew',
  forgetting: 'Tidying up',
};

/** `Placing occurrences: 1,200 of 9,000`. */
export function stepText({ state, done, total }: Regrouping): string {
  if (total === 0) return steps[state];
  if (done === 0) return `${steps[state]}: ${numberText(total)} to go`;
  return `${steps[state]}: ${numberText(done)} of ${numberText(total)}`;
}

export function previewText(preview: RegroupingPreview): string {
  const { state, done, total, items, itemsAfter, merged, split, isPartial } = preview;
  if (state === 'running') return `Looking: ${numberText(done)} of ${amount(total, 'occurrence')}`;
  if (state === 'cancelled') return 'You stopped looking before the end.';
  if (state === 'failed') return 'Looking failed. The log says why.';
  const seen = isPartial ? `Of the first ${amount(total, 'occurrence')}: ` : '';
  if (merged === 0 && split === 0) return `${seen}No item would merge or split.`;
  const merge = `${amount(merged, 'item')} would merge into an older one`;
  const parts = `${amount(split, 'item')} would split`;
  return `${seen}${merge}, ${parts}: ${amount(items, 'item')} become ${numberText(itemsAfter)}.`;
}

export function exampleText({ kind, occurrences }: RegroupingExample): string {
  return kind === 'merge'
    ? `takes in ${amount(occurrences, 'occurrence')} of`
    : `loses ${amount(occurrences, 'occurrence')}`;
}
