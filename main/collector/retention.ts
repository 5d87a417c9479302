/**
 * Keeps the folder within its limits: looks every minute whether it is too large, and every quarter of an hour for what
 * is too old or too much. A round is many short steps in a thread, with a rest after each.
 */
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { PruningPreview, RetentionLimits, Storage, StorageSizes } from '../../shared/retention.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { createPruningWorker, type PruningWorker } from './pruning-worker.ts';
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
  stop(): Promise<void>;
}

const lookMs = 60_000;
const roundMs = 900_000;
/** `rate` says how many reports arrive per second. */
export function startRetention(context: CollectorContext, changes: Changes, rate: () => number): StorageKeeper {
  const { store, now } = context;
  const worker = createPruningWorker(context, changes, rate);

  const read = (): Storage => {
    const { limits, isPaused, stormGuard } = readRetention(store);
    const state = worker.state() === 'idle' && isPaused ? 'paused' : worker.state();
    return { limits, stormGuard, state, problem: worker.problem(), runs: store.retention.runs() };
  };
  const change = (changed: Partial<ReturnType<typeof readRetention>>): Storage => {
    writeRetention(store, { ...readRetention(store), ...changed });
    return read();
  };
  const stopLooking = startLooking(context, worker);
  return {
    read,
    measure: () => store.retention.ask('measure', null),
    preview: (limits) => store.retention.ask('preview', { limits, now: now() }),
    limit: (limits) => change({ limits }),
    prune: () => {
      if (worker.state() === 'compacting') throw new Refusal('conflict', 'The database is being written anew.');
      worker.prune();
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
    stop: async () => {
      stopLooking();
      worker.interrupt();
      await store.retention.stop();
      await worker.settled();
    },
  };
}

/** Returns what ends it. */
function startLooking({ store, now, log }: CollectorContext, worker: PruningWorker): () => void {
  let lastRound = now();
  const look = async (): Promise<void> => {
    const { limits, isPaused } = readRetention(store);
    if (isPaused || worker.state() !== 'idle') return;
    const isDue = now() - lastRound >= roundMs;
    // A round that found nothing to delete is not tried again at once.
    const isWorthALook = !isDue && !worker.wasFruitless();
    if (!isDue && !(isWorthALook && (await store.retention.ask('isOver', { bytes: limits.bytes })))) return;
    lastRound = now();
    worker.prune();
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      log(`looking at the size of the data failed: ${describeError(error)}`);
    });
  }, lookMs).unref();
  return () => {
    clearInterval(timer);
  };
}
