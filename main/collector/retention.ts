/**
 * Keeps the folder within its limits: looks every minute whether it is too large, and every quarter of an hour for what
 * is too old or too much. A round is many short steps in a thread, with a rest after each.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { PruningPreview, RetentionLimits, Storage, StorageSizes } from '../../shared/retention.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { readRun } from './regroup-run.ts';
import { readRetention, writeRetention } from './retention-settings.ts';

export interface StorageKeeper {
  read(): Storage;
  measure(): Promise<StorageSizes>;
  preview(limits: RetentionLimits): Promise<PruningPreview>;
  limit(limits: RetentionLimits): Storage;
  /** Refusals: `conflict` while the file is written anew. */
  prune(): Storage;
  pause(isPaused: boolean): Storage;
  /** Refusals: `conflict` while something else runs. */
  compact(): Storage;
  guardStorms(isOn: boolean): Storage;
  /** What the timer does each minute. */
  look(): Promise<void>;
  /** Resolves when nothing runs. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const lookMs = 60_000;
const roundMs = 900_000;
/** Reports per second from which on a step is followed by a long rest, and how many times as long as the step. */
const busyRate = 200;
const busyPause = 6;
/** Items whose words are forgotten in one transaction. */
const itemsAtATime = 5;

/** `rate` says how many reports arrive per second. */
export function startRetention(context: CollectorContext, changes: Changes, rate: () => number): StorageKeeper {
  const { store, now, log } = context;
  const worker = createWorker(context, changes, rate);
  let lastRound = now();

  const read = (): Storage => {
    const { limits, isPaused, stormGuard } = readRetention(store);
    const state = worker.state() === 'idle' && isPaused ? 'paused' : worker.state();
    return { limits, stormGuard, state, problem: worker.problem(), runs: store.retention.runs() };
  };
  const startRound = (): void => {
    lastRound = now();
    worker.prune();
  };
  const change = (changed: Partial<ReturnType<typeof readRetention>>): Storage => {
    writeRetention(store, { ...readRetention(store), ...changed });
    return read();
  };
  const look = async (): Promise<void> => {
    const { limits, isPaused } = readRetention(store);
    if (isPaused || worker.state() !== 'idle') return;
    if (now() - lastRound >= roundMs) startRound();
    // A round that found nothing to delete is not tried again at once.
    else if (!worker.wasFruitless() && (await store.retention.ask('isOver', { bytes: limits.bytes }))) startRound();
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      log(`looking at the size of the data failed: ${describeError(error)}`);
    });
  }, lookMs).unref();
  return {
    read,
    measure: () => store.retention.ask('measure', null),
    preview: (limits) => store.retention.ask('preview', { limits, now: now() }),
    limit: (limits) => change({ limits }),
    prune: () => {
      if (worker.state() === 'compacting') throw new Refusal('conflict', 'The database is being written anew.');
      startRound();
      return read();
    },
    pause: (isPaused) => {
      if (isPaused) worker.interrupt();
      return change({ isPaused });
    },
    compact: () => {
      if (worker.state() !== 'idle') throw new Refusal('conflict', 'Old occurrences are being deleted just now.');
      worker.compact();
      return read();
    },
    guardStorms: (isOn) => change({ stormGuard: isOn }),
    ...{ look, settled: worker.settled },
    stop: async () => {
      clearInterval(timer);
      worker.interrupt();
      await store.retention.stop();
      await worker.settled();
    },
  };
}

interface Worker {
  state(): Exclude<Storage['state'], 'paused'>;
  problem(): string | null;
  /** Did the last round delete nothing? */
  wasFruitless(): boolean;
  prune(): void;
  compact(): void;
  /** Ends a round after its step. */
  interrupt(): void;
  settled(): Promise<void>;
}

function createWorker(context: CollectorContext, changes: Changes, rate: () => number): Worker {
  const { store, log } = context;
  let state: ReturnType<Worker['state']> = 'idle';
  let problem: string | null = null;
  let isFruitless = false;
  let isInterrupted = false;
  let running: Promise<void> = Promise.resolve();

  const run = (work: () => Promise<void>, trouble: string): void => {
    problem = null;
    isInterrupted = false;
    running = work()
      .catch((error: unknown) => {
        if (isInterrupted) return;
        problem = error instanceof Refusal ? error.message : trouble;
        log(`${trouble}: ${describeError(error)}`);
      })
      .finally(() => {
        state = 'idle';
      });
  };
  const steps = async (step: () => Promise<boolean>): Promise<void> => {
    for (let hasMore = true; hasMore && !isInterrupted;) {
      const begun = performance.now();
      hasMore = await step();
      await rest((performance.now() - begun) * (rate() > busyRate ? busyPause : 1));
    }
  };
  const round = async (): Promise<void> => {
    state = 'pruning';
    const deleted = await deleteOld(context, steps);
    isFruitless = deleted === 0;
    if (deleted > 0) changes.publish({ projects: true });
    state = 'giving-back';
    await steps(() => Promise.resolve(readSomeAgain(context)));
    await steps(() => store.retention.ask('giveBack', null));
    if (deleted > 0) await store.retention.ask('tidy', null);
  };
  return {
    state: () => state,
    problem: () => problem,
    wasFruitless: () => isFruitless,
    prune: () => {
      if (state === 'idle') run(round, 'deleting old occurrences failed; it is tried again later');
    },
    compact: () => {
      state = 'compacting';
      run(() => store.retention.compact(), 'writing the database anew failed; it is as it was');
    },
    interrupt: () => {
      isInterrupted = true;
    },
    settled: () => running,
  };
}

/** Returns how many were deleted. */
async function deleteOld(
  { store, now }: CollectorContext,
  steps: (step: () => Promise<boolean>) => Promise<void>,
): Promise<number> {
  // A change of the grouping moves occurrences: it goes first.
  const run = readRun(store).state;
  if (run !== 'none' && run !== 'changed') return 0;
  let deleted = 0;
  await store.retention.ask('begin', { limits: readRetention(store).limits, now: now() });
  await steps(async () => {
    const step = await store.retention.ask('step', null);
    deleted += step.occurrences;
    return !step.isDone;
  });
  if (deleted > 0) store.retention.end(now());
  return deleted;
}

/** What is searched of items that have lost most of their reports is made anew; false when no such item is left. */
function readSomeAgain({ store }: CollectorContext): boolean {
  const items = store.retention.unread(itemsAtATime);
  if (items.length === 0) return false;
  store.inTransaction(() => {
    store.searchIndex.forgetItems(items);
    store.retention.setRead(items);
  });
  return true;
}
