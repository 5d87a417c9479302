/**
 * What was accepted and is not in the database yet: one file, written from its beginning to its limit and then from the
 * beginning again, over what is stored already. A report is acknowledged when it is here, which takes one write and one
 * wait for the disk for all reports of a moment; storing it, with everything that it means, may then take its time.
 *
 * The database remembers which frame it needs next and where that would be, in the transaction that stores the one before
 * it. So each report is stored exactly once, whenever the process ends.
 */
import { readSync } from 'node:fs';
import { encodeFrame, headerBytes, isWhole, readHeader, type SpooledReport } from './frame.ts';
import { openSpoolFile, type SpoolFile } from './spool-file.ts';

export { decodeFrame, type SpooledReport } from './frame.ts';
export { openSpoolReader, type SpoolReader } from './spool-reader.ts';

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
  /** Which part of the room that there may be is free: 0 to 1. */
  room(): number;
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
  const file = openSpoolFile(path, mostBytes);
  const frames = findFrames(file, head);
  const last = frames.at(-1);
  let next = last ? last.position + 1 : head.position;
  let tail = last ? last.offset + last.length : 0;
  /** Where a frame goes when nothing is outstanding. */
  let start = 0;
  const held = sumOf(frames);

  return {
    append: async (reports) => {
      const bytes = encodeFrame(next, reports);
      const offset = placeFor(bytes.length, { oldest: frames[0], tail, mostBytes, start });
      if (offset === null) return null;
      // Should this fail, the next frame has the same number: it has to lie over what may be there of this one.
      start = offset;
      await file.write(bytes, offset);
      start = 0;
      const frame = { position: next, offset, length: bytes.length, count: reports.length };
      frames.push(frame);
      tail = offset + bytes.length;
      next += 1;
      held.count += frame.count;
      held.length += frame.length;
      return frame;
    },
    outstanding: () => frames,
    waiting: () => held.count,
    bytes: file.size,
    room: () => 1 - held.length / mostBytes,
    release: (position) => {
      const kept = frames.findIndex((frame) => frame.position > position);
      const stored = sumOf(frames.splice(0, kept === -1 ? frames.length : kept));
      held.count -= stored.count;
      held.length -= stored.length;
    },
    clear: () => frames.length === 0 && file.empty(),
    close: file.close,
  };
}

/** Where a frame of that length overwrites nothing that is outstanding; null when that is nowhere. */
function placeFor(
  length: number,
  { oldest, tail, mostBytes, start }: { oldest: Frame | undefined; tail: number; mostBytes: number; start: number },
): number | null {
  if (oldest === undefined) return [start, 0].find((offset) => offset + length <= mostBytes) ?? null;
  // Once the end has come to the beginning again, what is outstanding follows it.
  if (tail <= oldest.offset) return tail + length <= oldest.offset ? tail : null;
  if (tail + length <= mostBytes) return tail;
  return length <= oldest.offset ? 0 : null;
}

/** Reports and bytes of some frames. */
function sumOf(frames: Frame[]): { count: number; length: number } {
  const sum = { count: 0, length: 0 };
  for (const { count, length } of frames) {
    sum.count += count;
    sum.length += length;
  }
  return sum;
}

/** Frame after frame, each behind the one before or, where that came to the limit, at the beginning. */
function findFrames(file: SpoolFile, head: SpoolHead): Frame[] {
  const found: Frame[] = [];
  const { descriptor } = file;
  const size = file.size();
  const header = Buffer.alloc(headerBytes);
  const frameAt = (offset: number, position: number): Frame | null => {
    if (readSync(descriptor, header, 0, headerBytes, offset) < headerBytes) return null;
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
  if (last && !isWhole(readFrame(descriptor, last))) found.pop();
  return found;
}

function readFrame(file: number, { offset, length }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
}
