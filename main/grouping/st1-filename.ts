/**
 * Part of the frozen mechanism st1 (rollbar.md 4.3): what a file name is for the key. What differs between two deploys of
 * the same code is taken out: the folder it was deployed to, dates, commit hashes, bundler hashes, queries.
 * Every pattern runs in time linear in the name.
 */
const URL_LIKE = /^[a-z][a-z\d+.-]*:\/\//i;
const QUERY_OR_FRAGMENT = /[?#]/;
const DATE =
  /(?<!\d)(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?:[T_-]?\d{2}[:_-]?\d{2}(?:[:_-]?\d{2})?)?(?!\d)/g;
const SHA = /(?<![0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{7,64}(?![0-9a-z])/gi;
const BUNDLE = /[-.](?=[\w-]*(?:\d|[a-z][A-Z]|[A-Z][a-z]))[\w-]{8}(?=\.(?:m?js|css)$)/;
/** The longest text that BUNDLE and the extension behind it can cover; it is tried on no more than this. */
const BUNDLE_TAIL = 13;

/** The file name as st1 hashes it; `root` comes from deployRoot. */
export function filenameForKey(file: string, root: string): string {
  const isUrl = URL_LIKE.test(file);
  const name = withoutRoot(isUrl ? withoutQuery(file) : file, root).replaceAll('\\', '/');
  const undated = /\d/.test(name) ? name.replace(DATE, '').replace(SHA, '') : name;
  return isUrl ? withoutBundleHash(undated) : undated;
}

/** `server.root` without slashes at its end; empty when nothing is left. */
export function deployRoot(root: string | null | undefined): string {
  if (!root) return '';
  let end = root.length;
  while (end > 0 && (root[end - 1] === '/' || root[end - 1] === '\\')) end--;
  return root.slice(0, end);
}

function withoutQuery(url: string): string {
  const at = url.search(QUERY_OR_FRAGMENT);
  return at < 0 ? url : url.slice(0, at);
}

function withoutRoot(file: string, root: string): string {
  const inside = root !== '' && (file.startsWith(`${root}/`) || file.startsWith(`${root}\\`));
  return inside ? `<root>${file.slice(root.length)}` : file;
}

function withoutBundleHash(file: string): string {
  return file.slice(0, -BUNDLE_TAIL) + file.slice(-BUNDLE_TAIL).replace(BUNDLE, '');
}
