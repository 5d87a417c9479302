/** File names as people know them: without the folder or the origin that the code was served from. */

/** The name below the project's root, e.g. `src/cart.ts` for `webpack:///./src/cart.ts?a1b2`. */
export function shortFile(file: string, root: string): string {
  const slashed = file.replaceAll('\\', '/');
  const origin = /^([a-z][a-z\d+.-]*):\/\/[^/?#]*/i.exec(slashed);
  if (origin === null) return withoutDot(belowRoot(slashed, root) ?? slashed);
  const url = slashed.replace(/[?#].*$/s, '');
  const path = url.slice(origin[0].length);
  const below = belowRoot(url, root) ?? belowRoot(path, root);
  if (below !== null) return withoutDot(below);
  if (origin[1]?.toLowerCase() === 'file') return path.replace(/^\/(?=[a-z]:\/)/i, '');
  return path.length > 1 ? withoutDot(path.slice(1)) : '/';
}

function belowRoot(path: string, root: string): string | null {
  const slashed = root.replaceAll('\\', '/');
  const folder = slashed.endsWith('/') ? slashed : `${slashed}/`;
  return folder !== '/' && path.startsWith(folder) && path.length > folder.length ? path.slice(folder.length) : null;
}

function withoutDot(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path;
}
