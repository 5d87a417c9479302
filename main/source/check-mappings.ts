/** Whether folders that somebody wants to map can be used. */
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { MappingProblem, PathMapping } from '../../shared/source.ts';
import { cleanPrefix } from './frame-names.ts';

/** One problem for each thing that has to be put right; none when all of them can be saved. */
export async function problemsOf(mappings: readonly PathMapping[]): Promise<MappingProblem[]> {
  const found = await Promise.all(
    mappings.map(async ({ prefix, folder }, index) => {
      const clean = cleanPrefix(prefix);
      const isTwice = mappings.slice(0, index).some((other) => cleanPrefix(other.prefix) === clean);
      const prefixWords =
        clean === null ? 'This is no beginning of a path.' : isTwice ? 'This path is mapped already.' : null;
      const folderWords = await folderProblem(folder);
      return [
        ...(prefixWords === null ? [] : [{ index, field: 'prefix' as const, words: prefixWords }]),
        ...(folderWords === null ? [] : [{ index, field: 'folder' as const, words: folderWords }]),
      ];
    }),
  );
  return found.flat();
}

/** A sentence, or null when code may be read below this folder. */
async function folderProblem(folder: string): Promise<string | null> {
  if (folder === '') return 'Choose the folder that holds this code.';
  if (!isAbsolute(folder) || folder.includes('\0')) return 'Write the whole path of the folder, from the root.';
  try {
    return (await stat(folder)).isDirectory() ? null : 'This is a file, not a folder.';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'There is no such folder.' : 'This folder cannot be read.';
  }
}
