/** What is said about tokens: their scopes, and their limits. */
import type { RateLimit, TokenScope } from '../../shared/project.ts';

/** A token as it is listed, be it of a project or of the account. */
export interface ListedToken {
  id: number;
  name: string;
  hint: string;
  /** Null or missing when it cannot be shown again. */
  secret?: string | null;
  scopes: readonly TokenScope[];
  status: 'enabled' | 'disabled';
  limit?: RateLimit | null;
}

export const scopeWords: Record<TokenScope, string> = {
  post_server_item: 'report from servers',
  post_client_item: 'report from browsers and apps',
  read: 'read',
  write: 'change and delete',
};

/** The windows that the hosted service offers. */
export const rateWindows: readonly { seconds: number; words: string }[] = [
  { seconds: 60, words: 'minute' },
  { seconds: 300, words: '5 minutes' },
  { seconds: 1800, words: '30 minutes' },
  { seconds: 3600, words: 'hour' },
  { seconds: 86_400, words: 'day' },
  { seconds: 604_800, words: 'week' },
  { seconds: 2_592_000, words: '30 days' },
];

/** Such as `read, change and delete`; all of a project's scopes are one word. */
export function wordsOfScopes(scopes: readonly TokenScope[]): string {
  const known = Object.keys(scopeWords).length;
  return scopes.length === known ? 'everything' : scopes.map((scope) => scopeWords[scope]).join(', ');
}

/** Such as `100 per hour`. */
export function wordsOfLimit({ count, seconds }: RateLimit): string {
  const window = rateWindows.find((each) => each.seconds === seconds)?.words ?? `${String(seconds)} seconds`;
  return `${String(count)} per ${window}`;
}
