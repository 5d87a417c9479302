/**
 * Reads a zip of source maps as rollbar-cli makes it. Names in it become keys of rows, never paths; how much may come out
 * is judged before anything is inflated.
 */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { isObject } from '../../shared/json.ts';

export interface Bundle {
  /** What manifest.json says; empty when there is none. */
  manifest: { version: string | null; baseUrl: string | null };
  maps: { name: string; bytes: Uint8Array }[];
}

/** The zip cannot be taken; the message says why, for the one who sent it. */
export class BundleError extends Error {}

const most = { files: 2000, bytes: 268_435_456, name: 1000 };

/** Files other than `.map` are skipped. Throws a BundleError. */
export function readBundle(zip: Uint8Array): Bundle {
  const files = unzipped(zip);
  const manifest = manifestOf(files['manifest.json']);
  const maps = Object.entries(files)
    .filter(([name]) => isMapName(name))
    .map(([name, bytes]) => ({ name, bytes }));
  if (maps.length === 0) throw new BundleError('The bundle holds no source maps.');
  return { manifest, maps };
}

function unzipped(zip: Uint8Array): Record<string, Uint8Array> {
  let files = 0;
  let bytes = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!isMapName(name) && name !== 'manifest.json') return false;
    if (!isPlainPath(name)) throw new BundleError('The bundle holds a file whose name is no plain path.');
    files += 1;
    bytes += originalSize;
    if (files > most.files) throw new BundleError(`The bundle holds more than ${String(most.files)} files.`);
    if (bytes > most.bytes) throw new BundleError('The bundle is too large once it is unpacked.');
    return true;
  };
  try {
    // What inflates to more than its entry says is cut there: the buffer is made of the declared size.
    return unzipSync(zip, { filter });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError('The body is not a zip file.', { cause: error });
  }
}

function isMapName(name: string): boolean {
  return name.endsWith('.map');
}

function isPlainPath(name: string): boolean {
  const isOdd = /[\\:]|^\/|\p{Cc}/u.test(name) || name.length > most.name;
  return !isOdd && !name.split('/').some((part) => part === '..' || part === '.' || part === '');
}

function manifestOf(bytes: Uint8Array | undefined): Bundle['manifest'] {
  if (bytes === undefined) return { version: null, baseUrl: null };
  const manifest = parsed(bytes);
  if (!isObject(manifest)) throw new BundleError('manifest.json is not a JSON object.');
  const text = (key: string): string | null => (typeof manifest[key] === 'string' ? manifest[key] : null);
  return { version: text('version'), baseUrl: text('baseUrl') };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
