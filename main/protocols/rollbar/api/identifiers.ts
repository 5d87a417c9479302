/** Numbers and uuids that stand in paths and queries. */

/** With or without dashes. */
export function isWellFormedUuid(text: string): boolean {
  return /^[\da-f]{32}$|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** 0, which nothing has as its id or number, when it is no positive integer. */
export function numberIn(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
