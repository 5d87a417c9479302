/** Where a program is, found the way a shell finds it, in more folders than a program started from a dock knows. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import type { KnownEditor } from './editors.ts';

export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}

/** A window that was not opened from a terminal has a short PATH. */
const usualFolders = ['/usr/local/bin', '/opt/homebrew/bin', '/usr/bin', '/bin', '/snap/bin'];
const homeFolders = [
  ...['.local/bin', 'bin', '.local/share/JetBrains/Toolbox/scripts'],
  'Library/Application Support/JetBrains/Toolbox/scripts',
];

/** The absolute path of a program that may be run, or null. `name` is one word without a slash, or an absolute path. */
export async function findProgram(name: string, { environment, platform }: Surroundings): Promise<string | null> {
  const path = platform === 'win32' ? win32 : posix;
  if (path.isAbsolute(name)) return (await isProgram(name)) ? name : null;
  if (name === '' || /[/\\]/.test(name)) return null;
  // Scripts need a shell on Windows, so they do not count there.
  const fileName = platform === 'win32' && !/\.(?:exe|com)$/i.test(name) ? `${name}.exe` : name;
  return firstProgram(foldersOf({ environment, platform }).map((folder) => path.join(folder, fileName)));
}

/** The program of an editor: on the PATH, or where its application keeps it. */
export async function findEditorProgram(editor: KnownEditor, surroundings: Surroundings): Promise<string | null> {
  for (const name of editor.programs) {
    const found = await findProgram(name, surroundings);
    if (found !== null) return found;
  }
  return firstProgram(await appPathsOf(editor, surroundings));
}

async function firstProgram(paths: readonly string[]): Promise<string | null> {
  const found = await Promise.all(paths.map(isProgram));
  return paths.find((_path, index) => found[index]) ?? null;
}

async function appPathsOf({ apps, programs }: KnownEditor, { environment, platform }: Surroundings): Promise<string[]> {
  if (platform === 'darwin' && apps.darwin !== undefined) {
    const home = environment['HOME'];
    const folders = ['/Applications', ...(home ? [posix.join(home, 'Applications')] : [])];
    return folders.map((folder) => posix.join(folder, apps.darwin ?? ''));
  }
  if (platform === 'win32' && apps.windows !== undefined) {
    // The script is in `bin`, the program that it starts one folder above.
    const folders = foldersOf({ environment, platform });
    const scripts = folders.map((folder) => isThere(win32.join(folder, `${programs[0] ?? ''}.cmd`)));
    const found = await Promise.all(scripts);
    return folders.filter((_, index) => found[index]).map((folder) => win32.join(folder, '..', apps.windows ?? ''));
  }
  return [];
}

/** Absolute folders only: the folder that this program happens to run in may hold anything. */
function foldersOf({ environment, platform }: Surroundings): string[] {
  const isWindows = platform === 'win32';
  const path = isWindows ? win32 : posix;
  const listed = (environment['PATH'] ?? environment['Path'] ?? '').split(path.delimiter);
  const home = environment['HOME'];
  const more = isWindows ? [] : [...usualFolders, ...(home ? homeFolders.map((name) => posix.join(home, name)) : [])];
  return [...new Set([...listed, ...more])].filter((folder) => path.isAbsolute(folder));
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
