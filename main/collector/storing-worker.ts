/** The thread that stores reports, as the collector sees it: started when there is something to store, and again when it fails. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Frame } from '../spool/spool.ts';
import { storageFaultOf } from '../store/store.ts';
import type { FromStoring, StoringSite, Told } from './storing-messages.ts';

export interface StoringWorker {
  /**
   * Stores what is outstanding. While it does, more may be added to that: it is handed over at once when the thread is
   * through, so that a storm costs a message per transaction and not one per frame.
   */
  wake(): void;
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

export function createStoringWorker(workerData: StoringSite, { told, log, outstanding }: Hooks): StoringWorker {
  let worker: Worker | null = null;
  let restart: NodeJS.Timeout | undefined;
  let isStopped = false;
  /** The last frame that the thread was handed; it is through with it when that is stored. */
  let handed = 0;

  const start = (): Worker => {
    const started = new Worker(new URL(threadFile, import.meta.url), { workerData });
    started.unref();
    started.on('message', (message: FromStoring) => {
      if (message.kind === 'log') log(message.line);
      else told(message);
      if (message.kind === 'stored' && message.position >= handed) wake();
    });
    started.on('error', (error: Error) => {
      log(`the thread that stores reports has failed: ${error.stack ?? error.message}`);
      told({ kind: 'failing', reason: error.message, fault: storageFaultOf(error) });
    });
    started.on('exit', () => {
      worker = null;
      handed = 0;
      if (!isStopped) restart = setTimeout(again, restartMs).unref();
    });
    return started;
  };
  const again = (): void => {
    restart = undefined;
    wake();
  };
  const wake = (): void => {
    const frames = outstanding();
    const [oldest] = frames;
    const last = frames.at(-1);
    if (oldest === undefined || last === undefined || isStopped) return;
    if (restart !== undefined || oldest.position <= handed) return;
    worker ??= start();
    worker.postMessage(frames);
    handed = last.position;
  };
  return {
    wake,
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
