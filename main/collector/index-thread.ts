/**
 * Runs as a worker thread: reads stored reports and writes what can be searched of them, on connections of its own, away
 * from the thread that takes reports. It does one step whenever it is told to.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../shared/error-codes.ts';
import { isBrokenFile, openReportReader, openSearchIndexer, type SearchIndexer } from '../store/store.ts';
import type { IndexReply } from './index-reports.ts';
import { createSearchReader } from './read-for-search.ts';

const { path } = workerData as { path: string };
const reader = createSearchReader(openReportReader(path).next);
let indexer: SearchIndexer | null = null;

parentPort?.on('message', (message: 'step' | 'stop') => {
  if (message === 'step') parentPort?.postMessage(step());
  else stop();
});

/** Forgets, reads and writes one batch, or cleans up a little. */
function step(): IndexReply {
  try {
    indexer ??= openSearchIndexer(path);
    return { kind: 'done', hasMore: work(indexer), progress: indexer.progress() };
  } catch (error) {
    return { kind: 'failed', detail: describeError(error), isBroken: isBrokenFile(error) };
  }
}

/** False when there was nothing to do. */
function work(index: SearchIndexer): boolean {
  if (index.forget()) return true;
  const planned = index.next();
  if (planned === null) return index.sweep();
  index.write(planned, reader.read(planned.task, planned.isFresh));
  return true;
}

/** With nothing left to wait for, the thread ends. */
function stop(): void {
  indexer?.close();
  parentPort?.close();
}
