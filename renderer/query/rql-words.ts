/** The words of the query language. */
import { reserved } from '../../main/rql/rql.ts';

/** What other dialects have and this one refuses is not offered. */
const refused = new Set([
  'distinct',
  'having',
  'join',
  'union',
  'exists',
  'case',
  'inner',
  'outer',
  'cross',
  'natural',
  'using',
]);

/** All words that are no columns, in lower case. */
export const keywords: ReadonlySet<string> = new Set([...reserved, 'show', 'tables']);

/** Those to offer. */
export const offered: readonly string[] = [...keywords].filter((word) => !refused.has(word));

const plainPath = /^[A-Za-z_][\w$]*(?:\.[\w$]+)*$/;

/** A path as it is written in a query: in backticks where the language would not take it otherwise. */
export function pathText(path: string): string {
  return plainPath.test(path) && !keywords.has(path.toLowerCase()) ? path : `\`${path}\``;
}
