/**
 * Reads stored reports for the search index in the background: a thread reads and splits them, this one writes what it
 * found in one transaction per batch. While reports arrive quickly most of the time belongs to them.
 */
import { Worker } from 'node:worker_threads';
import { describeError } from '../../shared/error-codes.ts';
import type { IndexedBatch, ReadingTask } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

export interface Indexing {
  /** There may be something to read. */
  wake(): void;
  /** Ends the thread; resolves when it has ended. What is not read yet is read after the next start. */
  stop(): Promise<void>;
}

/** A moment in which a burst gathers, so that it is one batch. */
const restMs = 100;
const restAfterFailureMs = 10_000;
/** Reports per second from which on the index has to wait, and for how many times as long as it has worked. */
const busyRate = 200;
const busyPause = 6;

const threadFile = import.meta.url.endsWith('.ts') ? './index-thread.ts' : './index-thread.js';
/** A report that needs more ends the thread instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

/** `rate` says how many reports arrive per second; `progressed` is called when something was written. */
export function startIndexing(
  context: CollectorContext,
  { rate, progressed }: { rate: () => number; progressed: () => void },
): Indexing {
  const thread = readingThread(context.store.searchIndex.path);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isStopped = false;
  const plan = (ms: number): void => {
    if (!isStopped) timer ??= setTimeout(round, ms).unref();
  };
  const finish = (next: number | null): void => {
    running = null;
    if (next !== null) plan(next);
    progressed();
  };
  function round(): void {
    timer = undefined;
    const start = performance.now();
    running ??= step(context, thread).then(
      (hasMore) => {
        finish(hasMore ? (rate() > busyRate ? busyPause * (performance.now() - start) : 0) : null);
      },
      (error: unknown) => {
        if (!isStopped) context.log(`indexing reports failed: ${describeError(error)}`);
        finish(restAfterFailureMs);
      },
    );
  }
  plan(restMs);
  return {
    wake: () => {
      if (running === null) plan(restMs);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await thread.end();
      await running;
    },
  };
}

/** Reads and writes one batch, or cleans up a little; false when everything has been done. */
async function step({ store }: CollectorContext, thread: ReadingThread): Promise<boolean> {
  const { searchIndex } = store;
  const task = searchIndex.nextTask();
  if (task === null) return store.inTransaction(() => searchIndex.sweep());
  const generation = searchIndex.generation();
  const batch = await thread.read(task, generation);
  store.inTransaction(() => searchIndex.write(task, batch, generation));
  return true;
}

interface ReadingThread {
  /** Rejects when the thread fails or is ended. */
  read(task: ReadingTask, generation: number): Promise<IndexedBatch>;
  end(): Promise<void>;
}

/** Started with the first task, and again after it failed. */
function readingThread(path: string): ReadingThread {
  let worker: Worker | null = null;
  let lastGeneration = 0;
  let fail: (error: Error) => void = () => undefined;
  const start = (): Worker => {
    const started = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
    started.unref();
    const failed = (error: Error): void => {
      if (worker === started) worker = null;
      fail(error);
    };
    started.on('error', failed);
    started.on('exit', () => {
      failed(new Error('the thread that reads reports has ended'));
    });
    return started;
  };
  return {
    read: (task, generation) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        fail = reject;
        worker.removeAllListeners('message');
        worker.once('message', resolve);
        worker.postMessage({ task, isFresh: generation !== lastGeneration });
        lastGeneration = generation;
      }),
    end: async () => {
      await worker?.terminate();
    },
  };
}
