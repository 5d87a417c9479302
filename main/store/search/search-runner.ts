/** Asks the threads that search. */
import { createQueryRunner, type QueryOutcome } from '../rql/query-runner.ts';
import type { SearchRequest, SearchResults } from './search-requests.ts';

export interface SearchRunner {
  /** Resolves in any case. */
  ask<Request extends SearchRequest>(request: Request): Promise<QueryOutcome<SearchResults[Request['kind']]>>;
  /** Resolves when the threads have ended; what runs is cancelled. */
  stop(): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './search-thread.ts' : './search-thread.js';

export function createSearchRunner(path: string): SearchRunner {
  const runner = createQueryRunner<SearchRequest, SearchResults[keyof SearchResults]>({
    path,
    thread: new URL(threadFile, import.meta.url),
  });
  return {
    ask: <Request extends SearchRequest>(request: Request) =>
      // The thread answers each kind of request with its own kind of result.
      runner.run(request).outcome as Promise<QueryOutcome<SearchResults[Request['kind']]>>,
    stop: runner.stop,
  };
}
