/** The thread that stores reports, as the collector sees it: started when there is something to store, and again when it fails. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Frame } from '../spool/spool.ts';
import { storageFaultOf } from '../store/store.ts';
import type { FromStoring, Told } from './storing-messages.ts';

export interface StoringWorker {
  /** Starts it if it does not run; it is given all that is outstanding then. */
  start(): void;
  store(frame: Frame): void;
  /** Ends it after the transaction that runs. */
  stop(): Promise<void>;
}

interface Hooks {
  told(message: Told): void;
  log(line: string): void;
  /** What a thread that is started anew has to store. */
  outstanding(): readonly Frame[];
}

/** Milliseconds before a thread that has failed is started again. */
const restartMs = 1000;
const threadFile = import.meta.url.endsWith('.ts') ? './storing-thread.ts' : './storing-thread.js';

export function createStoringWorker(
  workerData: { path: string; spoolPath: string },
  { told, log, outstanding }: Hooks,
): StoringWorker {
  let worker: Worker | null = null;
  let restart: NodeJS.Timeout | undefined;
  let isStopped = false;

  const start = (): void => {
    clearTimeout(restart);
    restart = undefined;
    if (worker !== null || isStopped) return;
    const started = new Worker(new URL(threadFile, import.meta.url), { workerData });
    worker = started;
    started.unref();
    started.on('message', (message: FromStoring) => {
      if (message.kind === 'log') log(message.line);
      else told(message);
    });
    started.on('error', (error: Error) => {
      log(`the thread that stores reports has failed: ${error.stack ?? error.message}`);
      told({ kind: 'failing', reason: error.message, fault: storageFaultOf(error) });
    });
    started.on('exit', () => {
      worker = null;
      if (!isStopped) restart = setTimeout(start, restartMs).unref();
    });
    for (const frame of outstanding()) started.postMessage(frame);
  };
  return {
    start,
    store: (frame) => {
      if (worker !== null) worker.postMessage(frame);
      else if (restart === undefined) start();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(restart);
      if (worker === null) return;
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}
