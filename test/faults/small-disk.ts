/** A disk of a few megabytes that can be filled: a file system in memory, where mounting one is allowed. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  folder: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  dispose(): void;
}

const isRoot = process.getuid?.() === 0;

function asRoot(command: string, ...args: string[]): boolean {
  const result = isRoot
    ? spawnSync(command, args, { stdio: 'ignore' })
    : spawnSync('sudo', ['-n', command, ...args], { stdio: 'ignore' });
  return result.status === 0;
}

/** Null where it cannot be mounted. */
export function mountSmallDisk(mebibytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-disk-'));
  const owner = `uid=${String(process.getuid?.() ?? 0)},gid=${String(process.getgid?.() ?? 0)}`;
  if (!asRoot('mount', '-t', 'tmpfs', '-o', `size=${String(mebibytes)}m,${owner}`, 'tmpfs', folder)) {
    rmdirSync(folder);
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      fill(ballast);
    },
    free: () => {
      rmSync(ballast, { force: true });
    },
    dispose: () => {
      asRoot('umount', folder);
      rmdirSync(folder);
    },
  };
}

function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let size = 1_048_576; size >= 4096; size /= 2) while (writeSome(file, size));
  } finally {
    closeSync(file);
  }
}

function writeSome(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

/** Makes a folder one that nobody can write, not even root; null where that cannot be. */
export function makeReadOnly(folder: string): { undo(): void } | null {
  if (!asRoot('mount', '--bind', folder, folder)) return null;
  if (!asRoot('mount', '-o', 'remount,ro,bind', folder)) {
    asRoot('umount', folder);
    return null;
  }
  return {
    undo: () => {
      asRoot('umount', folder);
    },
  };
}
