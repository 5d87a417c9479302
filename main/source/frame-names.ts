/**
 * The names under which a frame's file may be known to a mapping, cleaned of everything that is not a path. They come
 * from a report, so nothing of them is trusted: what this returns is plain folders and a file name, or nothing. Pure.
 */
import type { Frame } from '../../shared/occurrence.ts';

/** Longer names are no paths of any system. */
const longest = 4096;

export type FrameNames = Pick<Frame, 'file' | 'absolutePath' | 'module'>;

/** The frame's names, the most telling first. `root` is the folder that the report says it runs in. */
export function namesOf(frame: FrameNames, root: string | null): string[] {
  const isRelative = !/^(?:[a-z][a-z\d+.-]*:|[\\/])/i.test(frame.file);
  const below = root !== null && root !== '' && isRelative ? [`${root.replace(/[\\/]+$/, '')}/${frame.file}`] : [];
  const names = [
    ...packageName(frame),
    frame.file,
    ...below,
    ...(frame.absolutePath === null ? [] : [frame.absolutePath]),
  ];
  return [...new Set(names.map(cleanName).filter((name) => name !== null))];
}

/** Java and its relatives name a class and a bare file; the class's package is the file's folder. */
function packageName({ file, module }: FrameNames): string[] {
  const isBare = /^[^/\\:]+\.(?:java|kt|scala|groovy)$/.test(file);
  const folders = isBare && module !== null && /^[\p{L}\p{N}_$.]+$/u.test(module) ? module.split('.').slice(0, -1) : [];
  return folders.length === 0 ? [] : [`${folders.join('/')}/${file}`];
}

/**
 * A name with forward slashes, its `.` and `..` worked out, without query and fragment where it is a URL. Null when it
 * cannot name a file: empty, too long, with a NUL, or leading out of where it starts.
 */
export function cleanName(given: string): string | null {
  const place = placeOf(given);
  return place === null || place.segments.length === 0 ? null : place.head + place.segments.join('/');
}

/** A prefix in the same clean form: with a slash at its end, or empty. Null when it cannot be one. */
export function cleanPrefix(given: string): string | null {
  const place = placeOf(given.trim());
  return place && place.head + place.segments.map((segment) => `${segment}/`).join('');
}

/** What is left of a clean name below a clean prefix, as segments; null when the prefix is not its beginning. */
export function segmentsBelow(name: string, prefix: string): string[] | null {
  if (prefix === '') return isAbsolute(name) ? null : name.split('/');
  // Drives are written in either case.
  const same = /^[a-z]:/i.test(prefix) ? name.toLowerCase().startsWith(prefix.toLowerCase()) : name.startsWith(prefix);
  const rest = name.slice(prefix.length);
  // Below the root there is nothing of another computer.
  return same && rest !== '' && !rest.startsWith('/') ? rest.split('/') : null;
}

function isAbsolute(name: string): boolean {
  return name.startsWith('/') || /^[a-z][a-z\d+.-]*:/i.test(name);
}

/** `head` is what the segments are below: nothing, a slash, a drive, or a scheme with its host. */
function placeOf(given: string): { head: string; segments: string[] } | null {
  if (given.length > longest || given.includes('\0')) return null;
  const { head, path } = partsOf(given.replaceAll('\\', '/'));
  if (path.includes('\0')) return null;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return { head, segments };
}

function partsOf(text: string): { head: string; path: string } {
  // A host in a file URL is another computer, so such a URL stays one.
  const fileUrl = /^file:\/\/(?:localhost)?(\/.*)$/is.exec(text)?.[1];
  if (fileUrl !== undefined) return pathParts(decoded(fileUrl).replace(/^\/(?=[a-z]:\/)/i, ''));
  const url = /^([a-z][a-z\d+.-]+:\/\/)([^/?#]*\/)?([^?#]*)/i.exec(text);
  if (!url) return pathParts(text);
  const [, scheme = '', host = '', path = ''] = url;
  return { head: scheme + host, path: decoded(path) };
}

function pathParts(text: string): { head: string; path: string } {
  // Two slashes name another computer: kept apart from the paths of this one.
  const head = /^(?:[a-z]:\/|\/\/?)/i.exec(text)?.[0] ?? '';
  return { head, path: text.slice(head.length) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replaceAll('\\', '/');
  } catch {
    return path;
  }
}
