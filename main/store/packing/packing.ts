/** The collector's end of the thread that packs bodies. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Packing {
  /** Resolves when what runs is done and the thread has ended. */
  stop(): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './pack-thread.ts' : './pack-thread.js';
/** It keeps little: blocks are outside of its heap. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/** For the database at `path`. When the thread fails that is logged, and bodies stay as they are until the next start. */
export function startPacking(path: string, log: (line: string) => void): Packing {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
  let isRunning = true;
  worker.on('message', log);
  worker.on('error', (error: Error) => {
    isRunning = false;
    log(`the thread that packs bodies has failed: ${error.stack ?? error.message}`);
  });
  worker.unref();
  return {
    stop: async () => {
      if (!isRunning) return;
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}
