/** A temporary folder with files in it, its links followed. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface AFolder {
  path: string;
  /** Writes a file, making its folders; returns its path. */
  write(name: string, content: string | Buffer, mode?: number): string;
  dispose(): void;
}

export function aFolder(): AFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'stacktray-source-')));
  return {
    path,
    write: (name, content, mode = 0o644) => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { mode });
      return file;
    },
    dispose: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
