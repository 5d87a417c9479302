/** Addresses of items that lead somewhere wherever they are pasted. */

/** Opens the item, or one of its occurrences, in the desktop application. */
export function appLink(id: number, occurrenceId: number | null = null): string {
  return `stacktray://item/${String(id)}${occurrenceId === null ? '' : `/${String(occurrenceId)}`}`;
}

/** The page at this address with the item; null for a page that only its own window can open. */
export function webLink(page: string, id: number, occurrenceId: number | null = null): string | null {
  // Without the search: there the page may have its token.
  const found = /^(https?:\/\/[^/?#\s]+)([^?#\s]*)/.exec(page);
  if (!found) return null;
  const [, origin = '', path = ''] = found;
  return `${origin}${path}#/item/${String(id)}${occurrenceId === null ? '' : `/${String(occurrenceId)}`}`;
}
