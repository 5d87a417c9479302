/**
 * What was accepted and is not in the database yet: one file, written from its beginning to its limit and then from the
 * beginning again, over what is stored already. A report is acknowledged when it is here, which takes one write and one
 * wait for the disk for all reports of a moment; storing it, with everything that it means, may then take its time.
 *
 * The database remembers which frame it needs next and where that would be, in the transaction that stores the one before
 * it. So each report is stored exactly once, whenever the process ends.
 */
import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { encodeFrame, headerBytes, isWhole, readHeader, type SpooledReport } from './frame.ts';

export { decodeFrame, type SpooledReport } from './frame.ts';
export { openSpoolReader, type SpoolReader } from './spool-reader.ts';

/** In a thread of the pool, so that meanwhile the next reports are read. */
const waitForDisk = promisify(fdatasync);

/** Where a frame is. */
export interface Frame {
  position: number;
  offset: number;
  /** Bytes. */
  length: number;
  /** Reports. */
  count: number;
}

/** The frame that is to be stored next, and where it follows the one before, unless it is at the beginning. */
export interface SpoolHead {
  position: number;
  offset: number;
}

export interface Spool {
  /**
   * The frame that these reports have become, when it is on disk. Null when there is no room until frames are released.
   * Rejects with what the file system says when it cannot be written; nothing was taken then. One at a time: the next is
   * begun after this one, so that only the last can be torn.
   */
  append(reports: SpooledReport[]): Promise<Frame | null>;
  /** Frames that are not stored yet, oldest first. */
  outstanding(): readonly Frame[];
  /** Reports in them. */
  waiting(): number;
  /** How large the file is, in bytes. */
  bytes(): number;
  /** All frames up to this one are stored. */
  release(position: number): void;
  /** Gives its room back to the disk, with what was in it, if nothing is outstanding; false when something is. */
  clear(): boolean;
  close(): void;
}

/** A new installation begins with frame 1. */
export const firstHead: SpoolHead = { position: 1, offset: 0 };

/** Opens the file, made if it is missing. `mostBytes` is how large it may become; `head` is what the database knows. */
export function openSpool(path: string, { head, mostBytes }: { head: SpoolHead; mostBytes: number }): Spool {
  const file = openSync(path, openFlags(path), 0o600);
  const frames = findFrames(file, head);
  const last = frames.at(-1);
  let next = last ? last.position + 1 : head.position;
  let tail = last ? last.offset + last.length : 0;
  let waiting = countOf(frames);
  let isWriting = false;

  return {
    append: async (reports) => {
      const bytes = encodeFrame(next, reports);
      // A file that was deleted takes what is written, and nobody finds it again.
      if (fstatSync(file).nlink === 0) throw Object.assign(new Error('the spool was deleted'), { code: 'ENOENT' });
      const offset = placeFor(bytes.length, { oldest: frames[0], tail, mostBytes });
      if (offset === null) return null;
      isWriting = true;
      try {
        writeWhole(file, bytes, offset);
        await waitForDisk(file);
      } finally {
        isWriting = false;
      }
      const frame = { position: next, offset, length: bytes.length, count: reports.length };
      frames.push(frame);
      tail = offset + bytes.length;
      next += 1;
      waiting += frame.count;
      return frame;
    },
    outstanding: () => frames,
    waiting: () => waiting,
    bytes: () => fstatSync(file).size,
    release: (position) => {
      const kept = frames.findIndex((frame) => frame.position > position);
      const stored = frames.splice(0, kept === -1 ? frames.length : kept);
      waiting -= countOf(stored);
    },
    clear: () => {
      if (frames.length > 0 || isWriting) return false;
      if (fstatSync(file).size > 0) ftruncateSync(file, 0);
      return true;
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** Where a frame of that length overwrites nothing that is outstanding; null when that is nowhere. */
function placeFor(
  length: number,
  { oldest, tail, mostBytes }: { oldest: Frame | undefined; tail: number; mostBytes: number },
): number | null {
  if (oldest === undefined) return length <= mostBytes ? 0 : null;
  // Once the end has come to the beginning again, what is outstanding follows it.
  if (tail <= oldest.offset) return tail + length <= oldest.offset ? tail : null;
  if (tail + length <= mostBytes) return tail;
  return length <= oldest.offset ? 0 : null;
}

function countOf(frames: Frame[]): number {
  return frames.reduce((sum, { count }) => sum + count, 0);
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

function writeWhole(file: number, bytes: Buffer, offset: number): void {
  for (let written = 0; written < bytes.length;)
    written += writeSync(file, bytes, written, bytes.length - written, offset + written);
}

/** Frame after frame, each behind the one before or, where that came to the limit, at the beginning. */
function findFrames(file: number, head: SpoolHead): Frame[] {
  const found: Frame[] = [];
  const size = fstatSync(file).size;
  const header = Buffer.alloc(headerBytes);
  const frameAt = (offset: number, position: number): Frame | null => {
    if (readSync(file, header, 0, headerBytes, offset) < headerBytes) return null;
    const read = readHeader(header);
    return read?.position === position && offset + read.length <= size ? { ...read, offset } : null;
  };
  let { position, offset } = head;
  for (let frame = frameAt(offset, position) ?? frameAt(0, position); frame !== null;) {
    found.push(frame);
    position = frame.position + 1;
    offset = frame.offset + frame.length;
    frame = frameAt(offset, position) ?? frameAt(0, position);
  }
  // Each was waited for before the next was begun: only the last can be torn, and nobody was told that it was taken.
  const last = found.at(-1);
  if (last && !isWhole(readFrame(file, last))) found.pop();
  return found;
}

function readFrame(file: number, { offset, length }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
}
