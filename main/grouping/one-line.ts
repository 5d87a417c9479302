/** Text from reports as it stands in a list: on one line, cut to a length. */

/** UTF-16 units that titles and culprits have at most (rollbar.md 4.7). */
const LONGEST = 255;
/** UTF-16 units that are looked at; the rest cannot be seen anyway. */
const CONSIDERED = 4096;

/** Blanks with a line break among them become one space; a surrogate pair is never cut in two. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, CONSIDERED)
    .replace(/\s+/g, (blanks) => (/[\n\v\f\r\u0085\u2028\u2029]/.test(blanks) ? ' ' : blanks))
    .trim();
  const cut = line.slice(0, LONGEST);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
