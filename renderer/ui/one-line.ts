/**
 * Text from a payload, made fit for the screen. It is hostile: it is cut, its line breaks become spaces where one line is
 * wanted, and signs that turn or hide what stands beside them are left out. The raw view shows every sign as it came.
 */

// Direction overrides and isolates, invisible signs, tags. The joiners of scripts and emoji (U+200C, U+200D) stay.
const hidden = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;
const control = /\p{Cc}/gu;
const space = /\s+/g;
/** More marks on one letter than any script needs: they would paint over the neighbouring lines. */
const piles = /(\p{M}{4})\p{M}+/gu;

/** The first `limit` UTF-16 units, one fewer when the last would be half a character. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** The text in one line of at most `limit` characters and a mark where it was cut. */
export function oneLine(text: string, limit = 600): string {
  const part = cutText(text, limit * 2);
  const line = part.replace(hidden, '').replace(space, ' ').replace(control, '\ufffd').replace(piles, '$1').trim();
  return line.length > limit || part.length < text.length ? `${cutText(line, limit)}…` : line;
}

/** The text with its lines kept and without the signs that would turn or hide its neighbours. */
export function manyLines(text: string): string {
  return text.replace(hidden, '').replace(piles, '$1');
}
