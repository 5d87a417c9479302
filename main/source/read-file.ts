/** A text file of reasonable size, read whole. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { AbsentReason } from '../../shared/source.ts';

export interface TextFile {
  kind: 'text';
  text: string;
  /** Unix milliseconds. */
  changedAt: number;
}
export type ReadFile = TextFile | { kind: 'absent'; reason: AbsentReason; words: string };

/** Source that a person has written is smaller; bundles are not worth showing. */
export const mostBytes = 1024 * 1024;

// A pipe would wait for a writer, and the last step of the path is not followed if it has become a link by now.
// Windows knows neither flag; there they count for nothing.
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Reads what is at `path`, whose links have been followed. Never rejects. */
export async function readTextFile(path: string): Promise<ReadFile> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags);
    return await read(file, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') return { kind: 'absent', reason: 'not-there', words: `${path} is not there.` };
    return { kind: 'absent', reason: 'unreadable', words: `${path} cannot be read (${code}).` };
  } finally {
    await file?.close();
  }
}

async function read(file: FileHandle, path: string): Promise<ReadFile> {
  const stat = await file.stat();
  if (!stat.isFile()) return { kind: 'absent', reason: 'not-text', words: `${path} is not a file.` };
  if (stat.size > mostBytes) return { kind: 'absent', reason: 'too-large', words: `${path} is larger than 1 MB.` };
  // It may grow while it is read.
  const buffer = Buffer.alloc(mostBytes);
  let size = 0;
  while (size < mostBytes) {
    const { bytesRead } = await file.read(buffer, size, mostBytes - size);
    if (bytesRead === 0) break;
    size += bytesRead;
  }
  const bytes = buffer.subarray(0, size);
  if (bytes.includes(0)) return { kind: 'absent', reason: 'not-text', words: `${path} is not a text.` };
  return { kind: 'text', text: bytes.toString('utf8').replace(/^\uFEFF/, ''), changedAt: stat.mtimeMs };
}
