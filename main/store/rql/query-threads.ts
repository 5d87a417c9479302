/** The collector's end of a thread that runs queries. */
import { Worker } from 'node:worker_threads';
import type { QueryRequest, QueryRows } from './run-query.ts';

export type QueryAnswer =
  | { kind: 'done'; rows: QueryRows; seconds: number }
  /** The query asks for too much; the message is for the person who asked. */
  | { kind: 'refused'; message: string }
  /** A bug, or a database that cannot be read; for the log. */
  | { kind: 'failed'; detail: string };

export interface QueryThread {
  /** One query at a time. Resolves with an answer in any case, but not after `end`. */
  ask(request: QueryRequest): Promise<QueryAnswer>;
  /** A broken thread answers nothing any more. */
  isBroken(): boolean;
  /** Ends the thread, whatever it does; resolves when it has ended. */
  end(): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './query-thread.ts' : './query-thread.js';

/** A query that needs more than this is ended with an error, instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Starts a thread for the database at `path`. It does not keep the process alive. */
export function startQueryThread(path: string): QueryThread {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
  let isBroken = false;
  let answerTo: ((answer: QueryAnswer) => void) | null = null;
  worker.on('message', (answer: QueryAnswer) => answerTo?.(answer));
  worker.on('error', (error: Error) => {
    isBroken = true;
    answerTo?.({ kind: 'failed', detail: error.stack ?? error.message });
  });
  worker.unref();
  return {
    ask: (request) =>
      new Promise((resolve) => {
        answerTo = resolve;
        worker.postMessage(request);
      }),
    isBroken: () => isBroken,
    end: async () => {
      answerTo = null;
      await worker.terminate();
    },
  };
}
