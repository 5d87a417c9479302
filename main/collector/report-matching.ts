/** The collector's end of the thread that reads reports for the explorer. */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/error-codes.ts';
import type { MatchReply, MatchRequest, MatchResults } from './match-reports.ts';

export interface ReportMatching {
  /** Rejects when the thread fails; refusals: `disconnected` when Stacktray is being stopped. */
  ask<Request extends MatchRequest>(request: Request): Promise<MatchResults[Request['kind']]>;
  /** Ends the thread; resolves when it has ended. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(found: unknown): void;
  reject(error: Error): void;
}

const threadFile = import.meta.url.endsWith('.ts') ? './match-thread.ts' : './match-thread.js';
/** A report that needs more ends the thread instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/** The thread starts with the first question, and anew after one that broke it. It does not keep the process alive. */
export function createReportMatching(path: string): ReportMatching {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  const rejectAll = (reason: Error): void => {
    worker = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
    started.unref();
    started.on('error', rejectAll);
    started.on('message', (reply: MatchReply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('failure' in reply) asked?.reject(new Error(reply.failure));
      else asked?.resolve(reply.found);
    });
    return started;
  };
  return {
    ask: <Request extends MatchRequest>(request: Request) =>
      new Promise<MatchResults[Request['kind']]>((resolve, reject) => {
        worker ??= start();
        lastId += 1;
        // The thread answers each kind of request with its own kind of result.
        waiting.set(lastId, { resolve: resolve, reject });
        worker.postMessage({ id: lastId, request });
      }),
    stop: async () => {
      const last = worker;
      rejectAll(new Refusal('disconnected', 'Stacktray is being stopped.'));
      await last?.terminate();
    },
  };
}
