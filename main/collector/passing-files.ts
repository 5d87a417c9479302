/** Files on their way between the page and the collector, piece by piece: a bundle that comes, a bundle that goes. */
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../shared/error-codes.ts';
import { pieceBytes, type FilePiece } from '../../shared/safekeeping.ts';

export interface Passing {
  /** The next piece of a bundle that comes; at 0 it begins anew. */
  bring(piece: { after: number; base64: string }): void;
  /** The bundle that came. Refusals: `not-found`. */
  brought(): string;
  /** Where an export is to be written; what was there before is gone. */
  newExport(): string;
  exported(after: number): FilePiece;
}

/** What was left from before is removed. */
export function createPassing(dataFolder: string, isBusy: () => boolean): Passing {
  const folder = join(dataFolder, 'passing');
  rmSync(folder, { recursive: true, force: true });
  const coming = join(folder, 'coming.jsonl.gz');
  const going = join(folder, 'going.jsonl.gz');
  const ready = (): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  };
  return {
    bring: ({ after, base64 }) => {
      if (isBusy()) throw new Refusal('conflict', 'Something else is under way. Wait for it, or cancel it.');
      ready();
      if (after === 0) rmSync(coming, { force: true });
      const size = existsSync(coming) ? statSync(coming).size : 0;
      if (size !== after) throw new Refusal('conflict', 'Another page brings a bundle at the same time. Try again.');
      appendFileSync(coming, Buffer.from(base64, 'base64'), { mode: 0o600 });
    },
    brought: () => {
      if (!existsSync(coming)) throw new Refusal('not-found', 'No bundle has been brought.');
      ready();
      return coming;
    },
    newExport: () => {
      ready();
      rmSync(going, { force: true });
      return going;
    },
    exported: (after) => {
      if (!existsSync(going)) throw new Refusal('not-found', 'This export is not there any more. Export it again.');
      return pieceOf(going, after);
    },
  };
}

function pieceOf(path: string, after: number): FilePiece {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(pieceBytes);
    const length = readSync(file, bytes, 0, pieceBytes, after);
    const next = after + length;
    return { base64: bytes.toString('base64', 0, length), next: next < statSync(path).size ? next : null };
  } finally {
    closeSync(file);
  }
}
