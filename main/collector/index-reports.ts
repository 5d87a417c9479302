/**
 * Keeps the search index up with the reports in the background: a thread reads them and writes what it found, into a file
 * that nobody else writes. While reports arrive quickly most of the time belongs to them. An index that turns out to be
 * broken is begun anew.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describeError } from '../../shared/error-codes.ts';
import type { SearchProgress } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

export interface Indexing {
  /** There may be something to read. */
  wake(): void;
  /** Ends the thread; resolves when it has ended. What is not read yet is read after the next start. */
  stop(): Promise<void>;
}

/** What the thread says after a step. */
export type IndexReply =
  | { kind: 'done'; hasMore: boolean; progress: SearchProgress }
  /** For the log; `isBroken` when a file can not be read as a database. */
  | { kind: 'failed'; detail: string; isBroken: boolean };

/** A moment in which a burst gathers, so that it is one batch. */
const restMs = 100;
const restAfterFailureMs = 10_000;
/** Reports per second from which on the index has to wait, and for how many times as long as it has worked. */
const busyRate = 200;
const busyPause = 6;
/** If it breaks more often, it is not the index. */
const mostRebuilds = 3;

const threadFile = import.meta.url.endsWith('.ts') ? './index-thread.ts' : './index-thread.js';
/** A report that needs more ends the thread instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

/** `rate` says how many reports arrive per second; `progressed` is called when something was written. */
export function startIndexing(
  context: CollectorContext,
  { rate, progressed }: { rate: () => number; progressed: () => void },
): Indexing {
  const thread = indexingThread(context.store.searchIndex.path);
  const step = stepper(context, thread);
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
    running ??= step().then((outcome) => {
      if (outcome === 'more') finish(rate() > busyRate ? busyPause * (performance.now() - start) : 0);
      else finish(outcome === 'failed' ? restAfterFailureMs : null);
    });
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

type Step = () => Promise<'more' | 'nothing' | 'failed'>;

/** Steps of the thread. Rejects never: what fails is logged. */
function stepper({ store, log }: CollectorContext, thread: IndexingThread): Step {
  let rebuilds = 0;
  const mend = async ({ detail, isBroken }: Extract<IndexReply, { kind: 'failed' }>): Promise<'more' | 'failed'> => {
    log(`indexing reports failed: ${detail}`);
    await thread.end();
    if (!isBroken || rebuilds === mostRebuilds) return 'failed';
    rebuilds += 1;
    await store.searches.pause(store.searchIndex.rebuild);
    log('the search index was broken; it is made again');
    return 'more';
  };
  return async () => {
    const reply = await thread.step();
    try {
      if (reply.kind === 'failed') return await mend(reply);
      store.searchIndex.progressed(reply.progress);
      return reply.hasMore ? 'more' : 'nothing';
    } catch (error) {
      log(`indexing reports failed: ${describeError(error)}`);
      return 'failed';
    }
  };
}

interface IndexingThread {
  /** Does one step; rejects when the thread fails. True when there may be more to do. */
  step(): Promise<IndexReply>;
  /** Resolves when what runs is done and the thread has ended. */
  end(): Promise<void>;
}

/** Started with the first step, and again after it failed. */
function indexingThread(path: string): IndexingThread {
  let worker: Worker | null = null;
  let settle: (reply: IndexReply) => void = () => undefined;
  const start = (): Worker => {
    const started = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
    started.unref();
    const failed = (detail: string): void => {
      if (worker === started) worker = null;
      settle({ kind: 'failed', detail, isBroken: false });
    };
    started.on('message', (reply: IndexReply) => {
      settle(reply);
    });
    started.on('error', (error: Error) => {
      failed(describeError(error));
    });
    started.on('exit', () => {
      failed('the thread that reads reports has ended');
    });
    return started;
  };
  return {
    step: () =>
      new Promise((resolve) => {
        settle = resolve;
        worker ??= start();
        worker.postMessage('step');
      }),
    end: async () => {
      const last = worker;
      if (!last) return;
      const ended = once(last, 'exit');
      last.postMessage('stop');
      await ended;
    },
  };
}
