/** Why an occurrence is in its item, in sentences. */
import type { CountedPlace, GroupingReason, GroupingRule } from '../../shared/grouping-reason.ts';
import type { NearNeighbour } from '../../shared/near-neighbour.ts';

const rules: Record<GroupingRule, string> = {
  client: 'The application chose the key of this item itself.',
  rule: 'A rule of the settings gives these reports the same fingerprint.',
  all: 'Class and frames of the whole report, or its message without data, are the same.',
  stack: 'The same class of error came by the same calls.',
  line: 'The same class of error came from the same line of your code, whoever called it.',
  assertion: 'The same assertion failed with the same words, whichever test called it.',
  message: 'The same function gave the same message; words that look like data aside.',
  library: 'A library failed in the same way with the same message, from wherever it was called.',
  wrapped: 'The same line of your code failed by the same calls, with another error around it.',
  class: 'The same class of error, without a message, came from the same classes of your code.',
  way: 'The same class of error came on the same way through your code.',
  template: 'The message is the same; words that look like data aside.',
  crash: 'The crash is of the same kind in the same place.',
};

/** One or two sentences: what happened when the occurrence came, and by which rule. */
export function groupingSentence({ match, rule }: GroupingReason): string {
  if (match === 'alike') return 'Its message is like the others of this item: the words that differ are data.';
  if (match === 'first' && rule !== 'client' && rule !== 'rule')
    return 'It was the first of this item: nothing that was known had as much in common with it. Others join when these match, or less.';
  return rules[rule];
}

/** `src/cart.ts:12 total`; the line only where it counted. */
export function placeText({ place, method, line }: CountedPlace): string {
  const at = line === null ? place : `${place}:${String(line)}`;
  return [at, method].filter((part) => part !== '').join(' ');
}

/** What an item has in common with the occurrence, and what keeps them apart. */
export function apartSentence({ nearness, rule, words, item }: NearNeighbour): string {
  switch (nearness) {
    case 'rule':
      return `${rules[rule ?? 'all']} But a stricter rule found its own item first.`;
    case 'message':
      return words.length === 0
        ? 'The message is alike; an older item took it first.'
        : `The message begins alike. Apart, since these words differ: ${words.slice(0, 12).join(', ')}.`;
    case 'elsewhere':
      return `The same error in ${item.environment}. Apart, since each environment has items of its own.`;
    case 'place':
      return 'The same class of error in the same place. Apart, since the calls that led there or the messages differ.';
  }
}
