/** Runs as a worker thread: reads symbol files away from the thread that takes reports. */
import { parentPort } from 'node:worker_threads';
import { createJobs } from './do-job.ts';
import type { SymbolJob } from './symbol-jobs.ts';

const run = createJobs();

parentPort?.on('message', ({ id, job }: { id: number; job: SymbolJob }) => {
  // A bug rejects, which ends the thread: the other end hears of it and starts another.
  void run(job).then((answer) => {
    parentPort?.postMessage({ id, answer });
  });
});
