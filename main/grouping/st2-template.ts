/**
 * Part of the mechanism st2: templates of messages, learnt as messages come. A template is a row of words with `*` where
 * its messages differed. Pure: who keeps the templates hands them in.
 */
import { DATA } from './st2-message.ts';

/** Share of its own words that a message must have in common with a template. */
const ALIKE = 0.75;
/** Leading words that must be the same. */
const LEADING = 1;
/** `GET`, `LOWMEM`, `COMMIT_PENDING`, and the 404 of a status: names and codes are never data. */
const CONSTANT = /^(?:[A-Z][A-Z_]{2,}|-?\d+)$/;

/** What the templates that a message may belong to have in common: number of words, and the first of them. */
export function templateFamily(words: string[]): string[] {
  return [String(words.length), ...words.slice(0, LEADING)];
}

/** The template that is most alike, the oldest of several; -1 when none is alike enough. */
export function closestTemplate(words: string[], templates: string[][]): number {
  let closest = -1;
  let best = 0;
  for (const [index, template] of templates.entries()) {
    const share = sharedWords(words, template);
    if (share >= ALIKE && share > best) {
      best = share;
      closest = index;
    }
  }
  return closest;
}

/** The template that both belong to. */
export function widened(template: string[], words: string[]): string[] {
  return template.map((word, index) => (word === words[index] ? word : DATA));
}

function sharedWords(words: string[], template: string[]): number {
  if (words.length !== template.length) return 0;
  let own = 0;
  let same = 0;
  for (const [index, word] of words.entries()) {
    const other = template[index] ?? DATA;
    if (word === other) same += word === DATA ? 0 : 1;
    else if (CONSTANT.test(word) || CONSTANT.test(other)) return 0;
    if (word !== DATA) own += 1;
  }
  return own === 0 ? 0 : same / own;
}
