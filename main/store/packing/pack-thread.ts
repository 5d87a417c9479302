/**
 * Runs as a worker thread: packs bodies that have been here for a while, on a connection of its own, a block at a time.
 * While many reports arrive most of the time belongs to them. It ends when it is told to, after the block that runs.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../../shared/error-codes.ts';
import { openPackingDatabase } from './packing-database.ts';
import { bodyPacker } from './body-packer.ts';
import { giveSomeBack } from './give-back.ts';
import { ripeIds } from './ripe-ids.ts';

const { path } = workerData as { path: string };
const db = openPackingDatabase(path);
const packer = bodyPacker(db);
const newest = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'occurrence'`).pluck();
const ripe = ripeIds({ lastId: () => newest.get() ?? 0, now: () => performance.now() });

const restMs = 5000;
/** Reports per second from which on packing has to wait, and for how many times as long as it has worked. */
const busyRate = 200;
const busyPause = 6;

function round(): void {
  const start = performance.now();
  let next = restMs;
  try {
    const { untilId, rate } = ripe.look();
    const isQuiet = rate <= busyRate;
    const hasMore = packer.takeOut() || packer.packSome(untilId) || (isQuiet && giveSomeBack(db));
    if (hasMore) next = isQuiet ? 0 : busyPause * (performance.now() - start);
  } catch (error) {
    parentPort?.postMessage(`packing bodies failed: ${describeError(error)}`);
  }
  timer = setTimeout(round, next);
}

let timer = setTimeout(round, restMs);
parentPort?.on('message', () => {
  clearTimeout(timer);
  db.close();
  parentPort?.close();
});
