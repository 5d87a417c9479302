/** Text of a report, made fit for a notification: one bounded line without signs that turn, hide or break what is beside. */

/** Controls, line breaks, marks of direction and invisible signs; joiners of scripts and emoji stay. */
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}\s]+|(?![\u200c\u200d])\p{Cf}/gu;
const space = /[\p{Cc}\p{Zl}\p{Zp}\s]/u;
const piles = /(\p{M}{4})\p{M}+/gu;

/** At most `limit` characters, the last one `…` where it was cut. */
export function plainLine(text: string, limit: number): string {
  // Bounded before anything looks at all of it.
  const line = text
    .slice(0, limit * 4)
    .replace(unwanted, (found) => (space.test(found) ? ' ' : ''))
    .replace(piles, '$1')
    .trim();
  const signs = Array.from(line);
  return signs.length > limit ? `${signs.slice(0, limit - 1).join('')}…` : line;
}
