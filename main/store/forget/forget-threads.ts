/** The writer's end of the thread that looks for a person. */
import { Worker } from 'node:worker_threads';
import type { PersonTraces, WantedPerson } from './person-traces.ts';
import type { Found } from './places.ts';

export type SearchRequest =
  | { kind: 'who'; wanted: WantedPerson }
  | { kind: 'look'; place: number; position: string; traces: PersonTraces }
  /** Bodies that were changed or deleted leave their blocks. */
  | { kind: 'take-out' }
  /** `texts` must not be in the files afterwards; null when nobody knows them any more. */
  | { kind: 'sweep'; texts: string[] | null };

export type SearchAnswer =
  | { kind: 'who'; traces: PersonTraces }
  | { kind: 'look'; found: Found }
  | { kind: 'taken-out' }
  | { kind: 'swept' }
  /** For the log. */
  | { kind: 'failed'; detail: string };

export interface SearchThread {
  /** One request at a time. Rejects when it failed or the thread has ended. */
  ask<Kind extends 'who' | 'look' | 'taken-out' | 'swept'>(
    request: SearchRequest,
    kind: Kind,
  ): Promise<Extract<SearchAnswer, { kind: Kind }>>;
  end(): Promise<void>;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './forget-thread.ts' : './forget-thread.js';

/** Starts a thread for the database at `path`. It does not keep the process alive. */
export function startSearchThread(path: string): SearchThread {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: { path } });
  worker.unref();
  let settle: (answer: SearchAnswer) => void = () => undefined;
  worker.on('message', (answer: SearchAnswer) => {
    settle(answer);
  });
  worker.on('error', (error: Error) => {
    settle({ kind: 'failed', detail: error.stack ?? error.message });
  });
  worker.on('exit', () => {
    settle({ kind: 'failed', detail: 'the thread has ended' });
  });
  return {
    ask: async (request, kind) => {
      const answer = await new Promise<SearchAnswer>((resolve) => {
        settle = resolve;
        worker.postMessage(request);
      });
      if (!isOfKind(answer, kind)) throw new Error(answer.kind === 'failed' ? answer.detail : 'another answer came');
      return answer;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

function isOfKind<Kind extends SearchAnswer['kind']>(
  answer: SearchAnswer,
  kind: Kind,
): answer is Extract<SearchAnswer, { kind: Kind }> {
  return answer.kind === kind;
}
