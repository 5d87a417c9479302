/**
 * The collector's end of the thread that reads for the page. It is not the thread of a person's queries: those may take
 * minutes, and a page must not wait for them.
 */
import { Worker } from 'node:worker_threads';
import type { Found, ReadAnswer, ReadName, ReadRequest, Wanted } from './reads.ts';

export interface Reader {
  /** Rejects when the read failed, which is a bug or a database that cannot be read, and when the reader was stopped. */
  ask<Name extends ReadName>(name: Name, wanted: Wanted<Name>): Promise<Found<Name>>;
  /** Ends the thread; resolves when it has ended. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(found: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './read-thread.ts' : './read-thread.js';

/** A read that needs more than this is ended with an error, instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Reads from the database at `path`. The thread starts with the first question, and anew after one that broke it. */
export function createReader(path: string): Reader {
  let thread: Thread | null = null;
  let lastId = 0;

  const drop = (broken: Thread, reason: Error): void => {
    if (thread === broken) thread = null;
    for (const { reject } of broken.waiting.values()) reject(reason);
    broken.waiting.clear();
  };
  const start = (): Thread => {
    const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
    const started: Thread = { worker, waiting: new Map() };
    worker.on('message', (answer: ReadAnswer) => {
      settle(started, answer);
    });
    worker.on('error', (error: Error) => {
      drop(started, error);
    });
    worker.unref();
    return started;
  };
  return {
    ask: (name, wanted) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        const request: ReadRequest = { id: (lastId += 1), name, wanted };
        thread.waiting.set(request.id, { resolve: resolve, reject });
        thread.worker.postMessage(request);
      }),
    stop: async () => {
      const last = thread;
      if (!last) return;
      drop(last, new Error('Stacktray was stopped before the answer was there.'));
      await last.worker.terminate();
    },
  };
}

function settle({ waiting }: Thread, answer: ReadAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('failure' in answer) asked?.reject(new Error(answer.failure));
  else asked?.resolve(answer.found);
}
