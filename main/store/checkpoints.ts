/**
 * Moves the write-ahead log into the database in a thread of its own, a moment after something was written, so that
 * no report waits for it. Nothing runs while nothing is written.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Checkpoints {
  /** Something was committed. */
  written(): void;
  /** Resolves when the thread has ended. */
  stop(): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js';

/** Starts the thread for the database at `path`. When it fails, that is logged and the log is emptied at close. */
export function startCheckpoints(path: string, log: (line: string) => void): Checkpoints {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: { path } });
  let asked = false;
  let running = true;
  worker.on('message', () => {
    asked = false;
  });
  worker.on('error', (error: Error) => {
    running = false;
    log(`checkpoint thread failed: ${error.stack ?? error.message}`);
  });
  worker.unref();
  return {
    written: () => {
      if (asked || !running) return;
      asked = true;
      worker.postMessage('written');
    },
    stop: async () => {
      if (!running) return;
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}
