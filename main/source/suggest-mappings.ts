/** Beginnings of paths that a project's reports have in common. */
import { stat } from 'node:fs/promises';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { MappingSuggestion } from '../../shared/source.ts';
import { cleanName, cleanPrefix } from './frame-names.ts';

const mostSuggestions = 5;

/** The most frequent first. Where the same folder is on this computer, it is proposed as well. */
export async function suggestMappings(occurrences: readonly Occurrence[]): Promise<MappingSuggestion[]> {
  return Promise.all(
    prefixesOf(occurrences).map(async (prefix) => ({ prefix, folder: (await isHere(prefix)) ? prefix : '' })),
  );
}

/** The roots that reports name, then what the other in-project frames begin with. */
export function prefixesOf(occurrences: readonly Occurrence[]): string[] {
  const counts = new Map<string, number>();
  for (const { server, exceptions } of occurrences) {
    const root = server?.root ? cleanPrefix(server.root) : null;
    const names = exceptions
      .flatMap(({ frames }) => frames.filter(({ inProject }) => inProject))
      .flatMap(({ file }) => cleanName(file) ?? []);
    const isBelowRoot = (name: string): boolean => root !== null && root !== '' && name.startsWith(root);
    const found = names.map((name) => (isBelowRoot(name) ? (root ?? '') : beginningOf(name, names)));
    for (const prefix of found) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostSuggestions)
    .map(([prefix]) => (prefix.length > 1 ? prefix.replace(/(?<!\/)\/$/, '') : prefix));
}

/** Of a URL its host, of an absolute path what all absolute paths share, of a relative one nothing. */
function beginningOf(name: string, names: readonly string[]): string {
  const url = /^[a-z][a-z\d+.-]+:\/\/[^/]*\//i.exec(name)?.[0];
  if (url !== undefined) return url;
  const head = /^(?:\/|[a-z]:\/)/i.exec(name)?.[0];
  if (head === undefined) return '';
  const folders = names.filter((other) => other.startsWith(head)).map((other) => other.split('/').slice(0, -1));
  const [first = []] = folders;
  const shared = first.findIndex((part, at) => folders.some((folder) => folder[at] !== part));
  return `${first.slice(0, shared === -1 ? first.length : shared).join('/')}/`;
}

/** Only plain local paths are looked at: asking for a folder of another computer would tell that computer. */
async function isHere(prefix: string): Promise<boolean> {
  const isLocal = process.platform === 'win32' ? /^[a-z]:\/[^/]/i : /^\/[^/]/;
  if (!isLocal.test(prefix)) return false;
  return stat(prefix).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
