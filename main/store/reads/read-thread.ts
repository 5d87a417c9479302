/** Runs as a worker thread: short reads for the page, one after the other, away from the thread that takes reports. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../../shared/error-codes.ts';
import { openForReading } from '../rql/run-query.ts';
import { reads, type ReadAnswer, type ReadRequest } from './reads.ts';

const { path } = workerData as { path: string };
const db = openForReading(path);

parentPort?.on('message', (request: ReadRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer({ id, name, wanted }: ReadRequest): ReadAnswer {
  try {
    return { id, found: reads[name](db, wanted as never) };
  } catch (error) {
    return { id, failure: describeError(error) };
  }
}
