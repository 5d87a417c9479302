/** The collector's end of the thread that reads symbol files. */
import { Worker } from 'node:worker_threads';
import type { SymbolAnswers, SymbolJob } from './symbol-jobs.ts';

export interface SymbolReader {
  /** Null when the thread broke over it; the next job gets a new one. */
  ask<Kind extends SymbolJob['kind']>(job: Extract<SymbolJob, { kind: Kind }>): Promise<SymbolAnswers[Kind] | null>;
  /** What is under way is answered with null. Resolves when the thread has ended. */
  stop(): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './symbol-thread.ts' : './symbol-thread.js';

/** A map that needs more than this breaks its thread instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 };

type Answer = SymbolAnswers[SymbolJob['kind']] | null;

/** No thread is started before the first job; it does not keep the process alive. */
export function createSymbolReader(log: (line: string) => void): SymbolReader {
  const waiting = new Map<number, (answer: Answer) => void>();
  let worker: Worker | null = null;
  let lastId = 0;

  const settleAll = (): void => {
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL(threadFile, import.meta.url), { resourceLimits });
    started.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
    started.on('error', (error: Error) => {
      log(`the thread that reads symbol files broke: ${error.stack ?? error.message}`);
      worker = null;
      settleAll();
    });
    started.unref();
    return started;
  };
  return {
    ask: <Kind extends SymbolJob['kind']>(job: Extract<SymbolJob, { kind: Kind }>) =>
      new Promise<SymbolAnswers[Kind] | null>((resolve) => {
        worker ??= start();
        lastId += 1;
        waiting.set(lastId, resolve as (answer: Answer) => void);
        worker.postMessage({ id: lastId, job }, transferred(job));
      }),
    stop: async () => {
      const last = worker;
      worker = null;
      settleAll();
      await last?.terminate();
    },
  };
}

/** Large buffers change hands instead of being copied: whoever asks has made them for this. */
function transferred(job: SymbolJob): ArrayBuffer[] {
  switch (job.kind) {
    case 'pack':
      return [job.bytes.buffer];
    case 'unpack':
      return [job.zip.buffer];
    case 'trace':
      return [];
  }
}
