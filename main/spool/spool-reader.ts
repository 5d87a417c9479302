/** Reads frames back, in another thread than the one that writes them. */
import { closeSync, openSync, readSync } from 'node:fs';
import { decodeFrame, isWhole, readHeader, type SpooledReport } from './frame.ts';
import type { Frame } from './spool.ts';

export interface SpoolReader {
  /** The reports of a frame; null when the bytes are not those that were written. */
  read(frame: Frame): SpooledReport[] | null;
  close(): void;
}

export function openSpoolReader(path: string): SpoolReader {
  const file = openSync(path, 'r');
  return {
    read: ({ position, offset, length }) => {
      const bytes = Buffer.allocUnsafe(length);
      const isRead = readSync(file, bytes, 0, length, offset) === length;
      return isRead && readHeader(bytes)?.position === position && isWhole(bytes) ? decodeFrame(bytes) : null;
    },
    close: () => {
      closeSync(file);
    },
  };
}
