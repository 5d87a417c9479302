/** The file of the spool: bytes at offsets, waited for. */
import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

export interface SpoolFile {
  descriptor: number;
  /** How large it is, in bytes. */
  size(): number;
  /** Resolves when the bytes are on disk. One at a time. Rejects with what the file system says. */
  write(bytes: Buffer, offset: number): Promise<void>;
  /** Gives its room back to the disk; false while something is written. */
  empty(): boolean;
  close(): void;
}

/** In a thread of the pool, so that meanwhile the next reports are read. */
const waitForDisk = promisify(fdatasync);
const growFromBytes = 262_144;
const growByBytes = 2_097_152;

/** Made if it is missing; it does not become larger than `mostBytes`. */
export function openSpoolFile(path: string, mostBytes: number): SpoolFile {
  const descriptor = openSync(path, openFlags(path), 0o600);
  let { size } = fstatSync(descriptor);
  let isWriting = false;
  return {
    descriptor,
    size: () => size,
    write: async (bytes, offset) => {
      isWriting = true;
      try {
        // A file that was deleted takes what is written, and nobody finds it again.
        if (fstatSync(descriptor).nlink === 0) throw deleted();
        const end = offset + bytes.length;
        if (end > size) size = grow(descriptor, { size, least: end, mostBytes });
        writeWhole(descriptor, bytes, offset);
        await waitForDisk(descriptor);
      } finally {
        isWriting = false;
      }
    },
    empty: () => {
      if (isWriting) return false;
      if (size > 0) ftruncateSync(descriptor, 0);
      size = 0;
      return true;
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

function deleted(): Error {
  return Object.assign(new Error('the spool was deleted'), { code: 'ENOENT' });
}

/** Reads and writes; makes the file without emptying one that is there. */
function openFlags(path: string): 'r+' | 'w+' {
  try {
    closeSync(openSync(path, 'r'));
    return 'r+';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'w+';
    throw error;
  }
}

/**
 * Makes the file longer than it has to be, and returns how long it is: waiting for the disk takes half as long when the
 * file only gets new contents. The first reports do without, so that a quiet installation has a small file.
 */
function grow(file: number, { size, least, mostBytes }: { size: number; least: number; mostBytes: number }): number {
  if (size < growFromBytes) return Math.max(size, least);
  const wanted = Math.max(least, Math.min(mostBytes, size + growByBytes));
  writeWhole(file, Buffer.alloc(wanted - size), size);
  return wanted;
}

function writeWhole(file: number, bytes: Buffer, offset: number): void {
  for (let written = 0; written < bytes.length;)
    written += writeSync(file, bytes, written, bytes.length - written, offset + written);
}
