/** Runs as a worker thread: reads stored reports for the search index, away from the thread that takes reports. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReportReader, type ReadingTask } from '../store/store.ts';
import { createSearchReader } from './read-for-search.ts';

const { path } = workerData as { path: string };
const reader = createSearchReader(openReportReader(path).next);

parentPort?.on('message', ({ task, isFresh }: { task: ReadingTask; isFresh: boolean }) => {
  parentPort?.postMessage(reader.read(task, isFresh));
});
