/** Asks the threads that search. */
import { createQueryRunner, type QueryOutcome, type QueryRunner } from '../rql/query-runner.ts';
import type { SearchRequest, SearchResults } from './search-requests.ts';

export interface SearchRunner {
  /** Resolves in any case. */
  ask<Request extends SearchRequest>(request: Request): Promise<QueryOutcome<SearchResults[Request['kind']]>>;
  /** Resolves when the threads have ended; what runs is cancelled. */
  stop(): Promise<void>;
  /** Ends the threads, does `work` while nobody reads, and takes questions again. What was being asked is cancelled. */
  pause(work: () => void): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './search-thread.ts' : './search-thread.js';

export function createSearchRunner(path: string): SearchRunner {
  const start = (): QueryRunner<SearchRequest, SearchResults[keyof SearchResults]> =>
    createQueryRunner({ path, thread: new URL(threadFile, import.meta.url) });
  let runner = start();
  let pausing: Promise<void> = Promise.resolve();
  const pause = async (work: () => void): Promise<void> => {
    await runner.stop();
    work();
    runner = start();
  };
  return {
    ask: async <Request extends SearchRequest>(request: Request) => {
      await pausing;
      // The thread answers each kind of request with its own kind of result.
      return (await runner.run(request).outcome) as QueryOutcome<SearchResults[Request['kind']]>;
    },
    stop: () => runner.stop(),
    pause: (work) => (pausing = pause(work)),
  };
}
