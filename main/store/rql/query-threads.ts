/** The collector's end of a thread that runs queries. */
import { Worker } from 'node:worker_threads';

export type QueryAnswer<Rows> =
  | { kind: 'done'; rows: Rows; seconds: number }
  /** The query asks for too much; the message is for the person who asked. */
  | { kind: 'refused'; message: string }
  /** A bug, or a database that cannot be read; for the log. */
  | { kind: 'failed'; detail: string };

export interface QueryThread<Request, Rows> {
  /** One query at a time. Resolves with an answer in any case, but not after `end`. */
  ask(request: Request): Promise<QueryAnswer<Rows>>;
  /** A broken thread answers nothing any more. */
  isBroken(): boolean;
  /** Ends the thread, whatever it does; resolves when it has ended. */
  end(): Promise<void>;
}

/** A query that needs more than this is ended with an error, instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** Where the queries are and what runs them. */
export interface QueryPlace {
  /** The database's file. */
  path: string;
  /** The file of the thread. */
  thread: URL;
}

/** Starts a thread for the database. It does not keep the process alive. */
export function startQueryThread<Request, Rows>({ path, thread }: QueryPlace): QueryThread<Request, Rows> {
  const worker = new Worker(thread, { workerData: { path }, resourceLimits });
  let isBroken = false;
  let answerTo: ((answer: QueryAnswer<Rows>) => void) | null = null;
  worker.on('message', (answer: QueryAnswer<Rows>) => answerTo?.(answer));
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
