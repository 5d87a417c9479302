/**
 * Runs as a worker thread: deletes old occurrences and looks what takes the room, on a connection of its own. Deleting
 * may be lost in a power cut, so its commits do not wait for the disk.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { describeError, Refusal } from '../../../shared/error-codes.ts';
import { bytesOver } from './file-size.ts';
import { compact, giveSomeBack, tidy } from './give-back.ts';
import { storageSizes } from './measure.ts';
import { pruningPreview } from './preview.ts';
import { pruningRound, type PruningStep } from './prune.ts';
import type { PruningAnswer, PruningName, PruningRequest, PruningRequests } from './pruning-requests.ts';

/** How long a step waits for others that write. In milliseconds. */
const waitMs = 5000;

const { path } = workerData as { path: string };
const db = new Database(path, { timeout: waitMs });
db.pragma('synchronous = NORMAL');
db.pragma('foreign_keys = ON');
db.pragma('wal_autocheckpoint = 0');
db.pragma('cache_size = -32768');
db.pragma('temp_store = MEMORY');
db.pragma('secure_delete = FAST');

let round: (() => PruningStep) | null = null;

const handlers: {
  [Name in PruningName]: (wanted: PruningRequests[Name]['wanted']) => PruningRequests[Name]['found'];
} = {
  begin: ({ limits, now }) => {
    round = pruningRound(db, limits, now);
    return null;
  },
  step: () => {
    const done = round?.() ?? { occurrences: 0, bytes: 0, isDone: true };
    if (done.isDone) round = null;
    return done;
  },
  giveBack: () => giveSomeBack(db),
  tidy: () => {
    tidy(db);
    return null;
  },
  compact: () => {
    compact(db);
    return null;
  },
  measure: () => storageSizes(db),
  preview: ({ limits, now }) => pruningPreview(db, limits, now),
  isOver: ({ bytes }) => bytesOver(db, bytes) > 0,
};

parentPort?.on('message', (request: PruningRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer({ id, name, wanted }: PruningRequest): PruningAnswer {
  try {
    return { id, found: handlers[name](wanted as never) };
  } catch (error) {
    if (error instanceof Refusal) return { id, failure: error.message, refusal: error.code };
    return { id, failure: describeError(error), refusal: null };
  }
}
