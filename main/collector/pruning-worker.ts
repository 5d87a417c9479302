/** Deletes old occurrences step by step and gives their room back, or writes the file anew: one thing at a time. */
import { setTimeout as rest } from 'node:timers/promises';
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { Storage } from '../../shared/retention.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { readRun } from './regroup-run.ts';
import { readRetention } from './retention-settings.ts';

/** Reports per second from which on a step is followed by a long rest, and how many times as long as the step. */
const busyRate = 200;
const busyPause = 6;
/** Items whose words are forgotten in one transaction. */
const itemsAtATime = 5;

/** Does a step until it says that there is no more, with rests. */
type Steps = (step: () => Promise<boolean>) => Promise<void>;

export interface PruningWorker {
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

/** `rate` says how many reports arrive per second. */
export function createPruningWorker(context: CollectorContext, changes: Changes, rate: () => number): PruningWorker {
  const { store, log } = context;
  let state: ReturnType<PruningWorker['state']> = 'idle';
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
  const steps = stepper(rate, () => isInterrupted);
  const round = async (): Promise<void> => {
    state = 'pruning';
    const deleted = await deleteOld(context, steps);
    isFruitless = deleted === 0;
    if (deleted > 0) changes.publish({ projects: true });
    state = 'giving-back';
    await giveBack(context, steps);
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

function stepper(rate: () => number, isInterrupted: () => boolean): Steps {
  return async (step) => {
    for (let hasMore = true; hasMore && !isInterrupted();) {
      const begun = performance.now();
      hasMore = await step();
      await rest((performance.now() - begun) * (rate() > busyRate ? busyPause : 1));
    }
  };
}

async function giveBack(context: CollectorContext, steps: Steps): Promise<void> {
  await steps(() => Promise.resolve(readSomeAgain(context)));
  await steps(() => context.store.retention.ask('giveBack', null));
}

/** Returns how many were deleted. */
async function deleteOld({ store, now }: CollectorContext, steps: Steps): Promise<number> {
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
