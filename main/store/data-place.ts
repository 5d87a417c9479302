/** The folder of everything, and whether it can be written at all. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../shared/error-codes.ts';

export const databaseName = 'stacktray.db';

/** Makes the folder unless it is there. Refusals: `data-unwritable`. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Refusal('data-unwritable', `The data folder ${folder} cannot be created.`, { cause });
  }
  try {
    for (const path of [folder, join(folder, databaseName)]) if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new Refusal('data-unwritable', `The data folder ${folder} cannot be written.`, { cause });
  }
}
