/** Runs as a worker thread: queries, one after the other, away from the thread that takes reports. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../../shared/error-codes.ts';
import type { QueryAnswer } from './query-threads.ts';
import { openQueryDatabase, TooMuchError, type QueryRequest, type QueryRows } from './run-query.ts';

const { path } = workerData as { path: string };
const database = openQueryDatabase(path);

parentPort?.on('message', (request: QueryRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: QueryRequest): QueryAnswer<QueryRows> {
  const start = performance.now();
  try {
    const rows = database.run(request);
    return { kind: 'done', rows, seconds: Math.round(performance.now() - start) / 1000 };
  } catch (error) {
    if (error instanceof TooMuchError) return { kind: 'refused', message: error.message };
    return { kind: 'failed', detail: describeError(error) };
  }
}
