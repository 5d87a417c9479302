/**
 * Part of the mechanism st2: where a function lives, for a key: its class where the runtime tells one, else the end of its
 * file's path. The machine, the folder of a deploy, the version of a package and the hash of a bundle take no part.
 */
import type { Frame } from '../../shared/occurrence.ts';

/** Characters of a path that are looked at, from its end. */
const CONSIDERED = 300;
/** Segments of a path that tell files apart, and survive a move of the whole folder. */
const SEGMENTS = 2;

const SCRIPT = /\.(?:[mc]?[jt]sx?|vue|svelte|html?|php|aspx?)$|^https?:/i;
/** Code that was never in a file, however the browser calls it. */
const EVALUATED =
  /^(?:eval at |eval code|eval$|<anonymous>|<string>|<stdin>|<eval>|debugger eval|VM\d+)|> (?:eval|Function)$/;

/** Is it a script of a browser or of Node, where a function's name comes with or without its receiver? */
export function isScript(frame: Frame): boolean {
  return SCRIPT.test(withoutQuery(frame.file)) || EVALUATED.test(frame.file);
}

/** Does the frame tell the class, or the package, that the function is in? */
export function isClass({ file, module }: Frame): boolean {
  if (module === null || module === '' || /[\\/]/.test(module)) return false;
  return /[.:]/.test(module) || !/[\\/]/.test(file);
}

/** Class or file as st2 compares it; empty when nothing is known. */
export function placeForSt2(frame: Frame): string {
  const { file, module } = frame;
  if (isClass(frame)) return className(module ?? '');
  if (module !== null && /[\\/]/.test(module)) return fileName(module).toLowerCase();
  return file === '' || EVALUATED.test(file) ? '' : fileName(file);
}

/** `Cart$$EnhancerByProxy$$1a2b` and `Cart$12` are `Cart`: proxies and nameless classes are numbered anew in each build. */
function className(name: string): string {
  const last = name.slice(-CONSIDERED);
  if (!/[$\d+]/.test(last)) return last;
  return last
    .replace(/\$\$.*$/s, '')
    .replace(/(?:\$\d+)+/g, '')
    .replace(/Accessor\d+$/, 'Accessor')
    .replace(/`\d+/g, '');
}

function fileName(file: string): string {
  let path = withoutQuery(file.slice(-CONSIDERED)).replaceAll('\\', '/');
  path = path.replace(/^[a-z][a-z\d+.-]*:\/\/\/?[^/]*(?=\/)/i, '').replace(/\.jar!/, '/');
  const kept = path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && !isPassing(segment))
    .slice(-SEGMENTS)
    .map(withoutVersion);
  return kept.join('/');
}

/** A folder that is another one in the next deploy: a date, a commit, a hash, a temporary name. */
function isPassing(segment: string): boolean {
  return /^(?:v?\d[\d._-]*|(?=[a-z]*\d)[0-9a-f]{7,64}|tmp[\w-]{5,}|[\da-f-]{36}|current)$/i.test(segment);
}

/** `react-dom@18.2.0`, `rack-2.2.3`, `app.4f9c2a1b.min.js` without what changes from version to version. */
function withoutVersion(segment: string): string {
  if (!/\d/.test(segment))
    return segment.replace(/\.min(?=\.\w+$)/, '').replace(/[-.][\w-]{8}(?=\.[mc]?js$)/, maybeHash);
  return segment
    .replace(/@v?\d[\w.+-]*$/, '')
    .replace(/[-_]v?\d+(?:\.\d+)+[\w.+-]*?(?=\.(?:jar|js|py|rb|so|dll|egg|whl)$|$)/, '')
    .replace(/\.min(?=\.\w+$)/, '')
    .replace(/[-.](?=[a-z]*\d)[0-9a-f]{6,64}(?=\.|$)/gi, '')
    .replace(/[-.][\w-]{8}(?=\.(?:[mc]?js|css)$)/, maybeHash)
    .replace(/\d{2,}/g, '#');
}

/** Bundlers hash in base 64: mixed case or digits among letters. */
function maybeHash(part: string): string {
  return /\d|[a-z][A-Z]|[A-Z]{2}[a-z]/.test(part) ? '' : part;
}

function withoutQuery(file: string): string {
  const end = file.search(/[?#]/);
  return end <= 0 ? file : file.slice(0, end);
}
