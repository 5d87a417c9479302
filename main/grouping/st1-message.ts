/**
 * Part of the frozen mechanism st1 (rollbar.md 4.4): what a message is for the key. Whatever looks like data is taken out;
 * error and status codes stay. Every pattern runs in time linear in the message; where the document's own form would not
 * (two blanks in a row that may both be empty, a run tried again from each of its characters), it is written so
 * that it matches the same texts in one pass.
 */

/** Characters of a message that are looked at. */
const CONSIDERED = 8192;
/** Stands for a kept code while the other rules run; no rule matches it. */
const PLACEHOLDER = '\u{E000}';

/** One pattern, so that codes are put back in the order in which they were found. */
const KEPT = new RegExp(
  [
    /\b(?:HTTP(?:\/\d(?:\.\d)?)?|status(?:[ _-]?code)?)\s*(?:[:=#]\s*)?[1-5]\d\d\b/,
    /\b(?:(?:error|err|exit|return|response)[ _-]?code|errno|exit(?:ed)?(?:[ _-]status)?(?: with)?(?: code)?)\s*(?:[:=#]\s*)?-?(?:0x[0-9a-f]+|\d{1,10})\b/,
    /\bSQLSTATE\[\w+\]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** A run that may be the name of an e-mail address, with the rest of the address if it is one. */
const MAYBE_EMAIL = /[\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?/g;
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;

const WEEKDAY = '(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?';
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';

/** The rules that need a digit, in order: times, dates, addresses, numbers. */
const DATA = [
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g,
  /\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b/g,
  new RegExp(`\\b(?:${WEEKDAY},?\\s{1,2})?${DAY}[\\s/-]${MONTH}(?:,?[\\s/-]\\d{4})?\\b`, 'g'),
  new RegExp(`\\b(?:${WEEKDAY},?\\s{1,2})?${MONTH}\\s{1,2}${DAY}(?:,?\\s\\d{4})?\\b`, 'g'),
  /\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]m)?\b/gi,
  /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g,
  /(?<![\w:])(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?![\w:])/gi,
  /(?<![\w:])(?=[\da-f:]*\d)(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?(?![\w:])/gi,
  /(?<!\d)\d+\.\d+/g,
  /\b(?:0x[0-9a-f]+|(?=[0-9a-f]*\d)[0-9a-f]{4,})\b/gi,
  /\d{2,}/g,
];

/** The message as st1 hashes it, e.g. `User 12345 not found` is `User not found`. */
export function messageForKey(message: string): string {
  const kept: string[] = [];
  let text = message.slice(0, CONSIDERED).replaceAll(PLACEHOLDER, '');
  const hasDigit = /\d/.test(text);
  if (hasDigit) {
    text = text.replace(KEPT, (code) => {
      kept.push(code);
      return PLACEHOLDER;
    });
  }
  if (text.includes('@')) text = text.replace(MAYBE_EMAIL, (run) => (run.includes('@') ? '' : run));
  text = text.replace(UUID, '');
  if (hasDigit) text = DATA.reduce((rest, data) => rest.replace(data, ''), text);
  text = text.replace(/\s+/g, ' ').trim();
  return text.replaceAll(PLACEHOLDER, () => kept.shift() ?? '');
}
