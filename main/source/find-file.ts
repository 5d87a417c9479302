/**
 * From a frame's name to a file below a mapped folder. Links are followed first and the place they lead to is judged:
 * whatever a report says, nothing outside of the mapped folders is ever opened.
 */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { AbsentReason, PathMapping } from '../../shared/source.ts';
import { cleanPrefix, namesOf, segmentsBelow, type FrameNames } from './frame-names.ts';

export type FoundFile =
  /** `path` and `root` with all links followed, `path` below `root`; what it is has not been looked at. */
  { kind: 'file'; path: string; root: string } | { kind: 'absent'; reason: AbsentReason; words: string };

export interface WantedFile {
  frame: FrameNames;
  /** The folder that the report says it runs in. */
  root: string | null;
  mappings: readonly PathMapping[];
}

const absent = (reason: AbsentReason, words: string): FoundFile => ({ kind: 'absent', reason, words });

/** The longest prefix is tried first; the last reason stays when none leads to a file. */
export async function findFile({ frame, root, mappings }: WantedFile): Promise<FoundFile> {
  const names = namesOf(frame, root);
  if (names.length === 0) return absent('unusable-name', 'The name of this file is no path.');
  const clean = mappings
    .map(({ prefix, folder }) => ({ prefix: cleanPrefix(prefix), folder }))
    .filter((mapping): mapping is PathMapping => mapping.prefix !== null)
    .sort((a, b) => b.prefix.length - a.prefix.length);
  let last = absent('not-mapped', 'No folder of this computer is set for this path.');
  for (const name of names) {
    for (const { prefix, folder } of clean) {
      const segments = segmentsBelow(name, prefix);
      if (segments === null) continue;
      const found = await below(folder, segments);
      if (found.kind === 'file') return found;
      last = found;
    }
  }
  return last;
}

async function below(folder: string, segments: string[]): Promise<FoundFile> {
  if (!segments.every((segment) => isFileName(segment)))
    return absent('unusable-name', 'The name of this file is no path.');
  const wanted = join(folder, ...segments);
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(wanted)]);
    if (isBelow(root, path)) return { kind: 'file', path, root };
    return absent('outside', `${wanted} leads out of the folder ${folder}.`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return absent('not-there', `${wanted} is not there.`);
    return absent('unreadable', `${wanted} cannot be read (${code}).`);
  }
}

/** Is `path` in the folder `root` or below it? Both with all links followed. */
export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Devices and streams of files, which Windows has in every folder. */
const windowsOnly = /[:<>"|?*]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i;

/** A segment that stays one: no way up, no other separator, no NUL. */
export function isFileName(segment: string, platform: NodeJS.Platform = process.platform): boolean {
  if (segment === '' || segment === '.' || segment === '..' || /[/\\\0]/.test(segment)) return false;
  return platform !== 'win32' || !windowsOnly.test(segment);
}
