/** Runs as a worker thread: searches, one after the other, away from the thread that takes reports. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../../shared/error-codes.ts';
import type { QueryAnswer } from '../rql/query-threads.ts';
import { openForSearching } from './search-file.ts';
import { searchAnswers, type SearchRequest } from './search-requests.ts';

const { path } = workerData as { path: string };
const answerOf = searchAnswers(openForSearching(path));

parentPort?.on('message', (request: SearchRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: SearchRequest): QueryAnswer<ReturnType<typeof answerOf>> {
  const start = performance.now();
  try {
    const rows = answerOf(request);
    return { kind: 'done', rows, seconds: Math.round(performance.now() - start) / 1000 };
  } catch (error) {
    return { kind: 'failed', detail: describeError(error) };
  }
}
