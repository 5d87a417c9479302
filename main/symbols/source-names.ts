/** Names of source files, as source maps and uploads write them. */

/**
 * The name without what tells where it stands relative to the built file: `../../src/cart.ts` and `./src/cart.ts` are
 * `src/cart.ts`. Schemes such as `webpack:` stay.
 */
export function tidyName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/, '');
}

/** The uploaded source that is meant by `name`: the same name, else the one whose path it ends with or that ends with it. */
export function uploadedSource(sources: ReadonlyMap<string, string>, name: string): string | null {
  const wanted = pathOf(name);
  for (const [sent, text] of sources) if (pathOf(sent) === wanted) return text;
  for (const [sent, text] of sources) {
    const path = pathOf(sent);
    if (wanted.endsWith(`/${path}`) || path.endsWith(`/${wanted}`)) return text;
  }
  return null;
}

function pathOf(name: string): string {
  return tidyName(name.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*\/?/i, ''));
}
