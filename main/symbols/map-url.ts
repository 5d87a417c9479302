/** The URL of a built file as it is matched (rollbar.md 3.8): without scheme, query and fragment. */

/** In characters; longer ones are data that somebody wrote where a name was expected. */
export const longestUrl = 2000;

/**
 * The same text for all ways of writing one address: `https://Shop.example/a.js?1`, `//shop.example/a.js`. A path of a
 * file counts as its `file:` URL.
 */
export function mapKey(url: string): string {
  const bare = url.trim().replace(/[?#].*$/s, '');
  const schemeless = bare.replace(/^[a-z][a-z\d+.-]*:(?=\/\/)/i, '');
  const rooted = /^\/(?!\/)/.test(schemeless) ? `//${schemeless}` : schemeless;
  const host = /^\/\/[^/]*/.exec(rooted)?.[0] ?? '';
  return host.toLowerCase() + decoded(rooted.slice(host.length));
}

/** The key of the file directly in each folder above the one that it is in: what a bundle without folders may mean. */
export function flatKeys(key: string): string[] {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  const keys: string[] = [];
  // `//host` is three parts.
  for (let count = parts.length - 1; count >= 3; count--) keys.push(`${parts.slice(0, count).join('/')}/${name}`);
  return keys;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
