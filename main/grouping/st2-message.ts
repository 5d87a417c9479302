/**
 * Part of the mechanism st2: a message as a row of words, with `*` where there is data. Two messages of one template have
 * the same row, or rows that differ in few places (st2-template.ts).
 * Every pattern runs in time linear in the message.
 */

/** Characters and words of a message that are looked at: what follows is a dump of something. */
const CONSIDERED = 1000;
const MOST_WORDS = 60;
/** Stands for data. */
export const DATA = '*';

/** Data that has blanks or separators in it, and is taken out before the message is cut into words; tried when needed. */
const SPANS: readonly (readonly [needs: RegExp, span: RegExp])[] = [
  [/["'`‘“«]/, /(?<![\w)\]])(?:"[^"\s]*"|'[^'\s]*'|`[^`\s]*`)(?!\w)|‘[^’]*’|“[^”]*”|«[^»]*»/g],
  [/:\/\//, /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>]+/gi],
  [/@/, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  // Addresses of network cards and of IPv6.
  [
    /[\da-f]:[\da-f]/i,
    /(?<![\w:])(?:[\da-f]{1,4}:){4,15}:?[\da-f]{1,4}(?![\w:])|(?<![\w:])(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}(?![\w:])/gi,
  ],
  [/\w\.[\w.-]+:\d/, /\b[\w-]+(?:\.[\w-]+)+:\d+\b/g],
  [
    /\d[:/.-]\d/,
    /(?<![\w.-])\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:Z| ?[+-]\d{2}:?\d{2})?(?![\w.-]*\w)|(?<![\w.-])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?![\w-])/g,
  ],
  [
    /[A-Z][a-z]{2}/,
    /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}\b)(?:,? \d{4}\b)?/g,
  ],
  // An amount with its unit: programs change from bytes to kilobytes as they please.
  [
    /\d/,
    /(?<![\w.])[<>~]?[+-]?\d+(?:[.,]\d+)*(?: ?(?:bytes?|[kKMGT]i?B|B|m?s|msecs?|secs?|seconds?|min|minutes?|hours?|days?|px|%))(?![\w%])/g,
  ],
];

/** What stands between words. Signs that are part of a template tell nothing that the words do not. */
const BETWEEN = /[\s=:,;()[\]{}|"'`<>!]+/;

/** Numbers that are no data: status and error codes, by the word before them. */
const BEFORE_CODE = /^(?:HTTP|status|code|statusCode|status_code|errno|SQLSTATE)$/i;
const CODE = /^-?\d{1,5}$/;

/** The message's words, lower case kept; empty when there are none. */
export function wordsForSt2(message: string): string[] {
  let text = message.slice(0, CONSIDERED);
  for (const [needs, span] of SPANS) if (needs.test(text)) text = text.replace(span, ` ${DATA} `);
  const words: string[] = [];
  for (const piece of text.split(BETWEEN, MOST_WORDS * 2)) {
    const bare = piece.replace(/^[.?#&/\\-]+(?=\w)|[.?]+$/g, '');
    const word = isData(bare) && !(CODE.test(bare) && BEFORE_CODE.test(words.at(-1) ?? '')) ? DATA : bare;
    // Lists of data are of any length.
    if (word !== '' && (word !== DATA || words.at(-1) !== DATA)) words.push(word);
    if (words.length === MOST_WORDS) break;
  }
  return words;
}

/** Numbers, hashes, addresses, paths, hosts; names with a digit or two in them (`utf8`, `int64`) are words. */
function isData(word: string): boolean {
  if (word === DATA || word === '') return word === DATA;
  if (/[\\/]/.test(word.slice(1)) && !/^[A-Za-z]+\/[A-Za-z]+$/.test(word)) return true;
  if (!/\d/.test(word)) return /^[\w-]+(?:\.[\w-]+){2,}$/.test(word) || word.length > 60;
  if (/^[+-]?[\d.,%+-]+[a-z%]{0,3}$/i.test(word) || /^(?:0x)?[0-9a-f]{4,}$/i.test(word)) return true;
  return /\d{3}|\d.*[a-z_.-].*\d/i.test(word) || /\.\w+\.|@|\$.*\d/.test(word) || /^[\w-]+\.[\w-]+$/.test(word);
}

/** Names of constants in the message, e.g. `COMMIT_PENDING`: states and events tell bugs apart where all else is equal. */
export function constantsIn(message: string): string[] {
  return (/^[^\n]{0,120}/.exec(message)?.[0] ?? '').match(/\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g)?.slice(0, 8) ?? [];
}
