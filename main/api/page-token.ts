/** The token of the headless page. It is kept, readable by its owner alone, so that a bookmark goes on working. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder's token, made on the first call. */
export function pageToken(dataFolder: string): string {
  const path = join(dataFolder, 'page-token');
  const known = readIfThere(path)?.trim();
  if (known !== undefined && /^[0-9a-f]{64}$/.test(known)) return known;
  const token = randomBytes(32).toString('hex');
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  return token;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
