/** The collector's end of the thread that keeps the folder small, and what is on disk of its rounds. */
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../shared/error-codes.ts';
import type { PruningRun } from '../../../shared/retention.ts';
import { usualWaitMs } from '../database.ts';
import { copiesOf } from './measure.ts';
import type { PruningAnswer, PruningName, PruningRequest, PruningRequests } from './pruning-requests.ts';

export interface Retention {
  /** Asks the thread; rejects when that failed, with a refusal where a person can do something about it. */
  ask<Name extends PruningName>(
    name: Name,
    wanted: PruningRequests[Name]['wanted'],
  ): Promise<PruningRequests[Name]['found']>;
  /** Rounds that deleted something, newest first. */
  runs(): PruningRun[];
  /** The last round is over, at `now` (unix ms). */
  end(now: number): void;
  /** Items of which much has gone since they were read for searching. */
  unread(limit: number): number[];
  /** These are read again. */
  setRead(itemIds: readonly number[]): void;
  /** Writes the file anew; who writes meanwhile waits. Rejects as `ask`. */
  compact(): Promise<void>;
  removeCopies(): void;
  /** Ends the thread; resolves when it has ended. */
  stop(): Promise<void>;
}

/** Where it works. `written` is told after each answer. */
export interface RetentionSite {
  db: Database;
  path: string;
  written(): void;
}

const shownRuns = 20;
/** How long the writer waits for a file that is written anew. In milliseconds. */
const longestWaitMs = 600_000;

export function createRetention({ db, path, written }: RetentionSite): Retention {
  const runs = db.prepare<[number], PruningRun>(
    `SELECT id, started_at AS startedAt, ended_at AS endedAt, occurrences, bytes FROM pruning_run
     ORDER BY id DESC LIMIT ?`,
  );
  const end = db.prepare<[number]>(
    'UPDATE pruning_run SET ended_at = ? WHERE id = (SELECT max(id) FROM pruning_run) AND ended_at IS NULL',
  );
  // At least half of what was read has gone: so a report is read again about once at most.
  const unread = db
    .prepare<[number], number>(
      `SELECT item_id FROM retention_item JOIN item ON item.id = item_id WHERE unread > 0 AND unread >=
         total_occurrences - (SELECT coalesce(sum(count), 0) FROM unstored_count WHERE unstored_count.item_id = item.id)
       LIMIT ?`,
    )
    .pluck();
  const setRead = db.prepare<[string]>(
    'UPDATE retention_item SET unread = 0 WHERE item_id IN (SELECT value FROM json_each(?))',
  );
  const thread = pruningThread(path);
  const ask: Retention['ask'] = async (name, wanted) => {
    const found = await thread.ask(name, wanted);
    written();
    return found;
  };
  return {
    ask,
    compact: async () => {
      // Writing waits for it instead of failing.
      db.pragma(`busy_timeout = ${String(longestWaitMs)}`);
      try {
        await ask('compact', null);
      } finally {
        db.pragma(`busy_timeout = ${String(usualWaitMs)}`);
      }
    },
    runs: () => runs.all(shownRuns),
    end: (now) => {
      end.run(now);
    },
    unread: (limit) => unread.all(limit),
    setRead: (itemIds) => {
      setRead.run(JSON.stringify(itemIds));
    },
    removeCopies: () => {
      for (const copy of copiesOf(path)) rmSync(copy, { force: true });
    },
    stop: thread.stop,
  };
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './retention-thread.ts' : './retention-thread.js';
/** A thread that needs more is ended with an error, instead of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

interface Waiting {
  resolve(found: unknown): void;
  reject(error: Error): void;
}

/** Started with the first question, and anew after one that broke it. */
function pruningThread(path: string): Pick<Retention, 'ask' | 'stop'> {
  let worker: Worker | null = null;
  let lastId = 0;
  let isStopped = false;
  const waiting = new Map<number, Waiting>();
  const start = (): Worker => {
    const started = new Worker(new URL(threadFile, import.meta.url), { workerData: { path }, resourceLimits });
    started.unref();
    const drop = (error: Error): void => {
      if (worker === started) worker = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', (answer: PruningAnswer) => {
      settle(waiting, answer);
    });
    started.on('error', drop);
    started.on('exit', () => {
      drop(new Error('the thread that deletes old occurrences has ended'));
    });
    return started;
  };
  return {
    ask: (name, wanted) =>
      new Promise((resolve, reject) => {
        if (isStopped) {
          reject(new Error('Stacktray is being stopped'));
          return;
        }
        worker ??= start();
        const request: PruningRequest = { id: (lastId += 1), name, wanted };
        waiting.set(request.id, { resolve: resolve, reject });
        worker.postMessage(request);
      }),
    stop: async () => {
      isStopped = true;
      await worker?.terminate();
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: PruningAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('found' in answer) asked?.resolve(answer.found);
  else asked?.reject(answer.refusal === null ? new Error(answer.failure) : new Refusal(answer.refusal, answer.failure));
}
