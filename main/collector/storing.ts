/**
 * From the spool into the database: takes accepted reports into the spool, hands its frames to the thread that stores
 * them, and knows how far that is.
 */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StoringStatus } from '../../shared/app-status.ts';
import { openSpool, type Spool, type SpooledReport } from '../spool/spool.ts';
import type { Store } from '../store/store.ts';
import { refusedFor, spoolAppender } from './append-to-spool.ts';
import { createWaiters, type Waiters } from './settled-waiters.ts';
import { spoolHeadOf } from './spool-head.ts';
import type { Stored } from './store-reports.ts';
import type { Told } from './storing-messages.ts';
import { createStormPace, startArrivalMeter } from './storm-pace.ts';
import { createStoringWorker } from './storing-worker.ts';

export interface Storing {
  /**
   * Takes the reports: they are on disk when it resolves, and the next may be brought. False when the spool is full, which
   * `changed` ends. Rejects with a Refusal when the spool cannot be written, or is full and the database cannot be.
   */
  take(reports: SpooledReport[]): Promise<boolean>;
  /**
   * What has been taken so far can be read. Not waited for in a storm, nor while the database cannot be written: who
   * reads then gets what is there.
   */
  settled(): Promise<void>;
  /** Waits until the spool is empty, and gives back to the disk what was in it. */
  cleared(): Promise<void>;
  state(): StoringStatus;
  /** Who is told what has been stored. What was left of the last run is stored from then on. */
  follow(hooks: StoringHooks): void;
  /** Stores what is waiting, as far as that is possible soon; the rest is stored after the next start. */
  stop(): Promise<void>;
}

interface Parts {
  store: Store;
  folder: string;
  log(line: string): void;
}

export interface StoringHooks {
  stored(stored: Stored): void;
  /** There is room again, or the state has changed. */
  changed(): void;
}

/** Half a minute of a storm. */
const mostSpoolBytes = 536_870_912;
/** From so many waiting reports on a reader gets what is there, and in milliseconds after which in any case. */
const storm = 2000;
const longestWaitMs = 10_000;
const stopTimeMs = 10_000;
/** A spool that has become as large is given back to the disk when it is empty. */
const largeBytes = 16_777_216;

export function createStoring({ store, folder, log }: Parts): Storing {
  const spoolPath = join(folder, 'stacktray.spool');
  const spool = openSpool(spoolPath, { head: spoolHeadOf(store), mostBytes: mostSpoolBytes });
  const waiters = createWaiters(spool);
  const now: Now = { hooks: null, failing: null, isStopped: false };
  const told = listenerFor({ store, spool, waiters, now });
  const { outstanding } = spool;
  const pace = createStormPace();
  const meter = startArrivalMeter(pace);
  const append = spoolAppender(spool, { store, log });
  const thread = createStoringWorker({ site: store.site, spoolPath, pace }, { told, log, outstanding });

  return {
    take: async (reports) => {
      const frame = await append(reports);
      if (frame === null && now.failing !== null) throw refusedFor(now.failing.fault, new Error(now.failing.reason));
      meter.arrived(reports.length, spool.room() > 0.5);
      if (frame !== null) thread.wake();
      return frame !== null;
    },
    settled: () => (now.failing !== null || spool.waiting() > storm ? Promise.resolve() : waiters.until(longestWaitMs)),
    cleared: async () => {
      while (!now.isStopped && !spool.clear()) {
        await waiters.until(longestWaitMs);
        // What is being written is not outstanding yet, so nothing may have been waited for.
        await setImmediate();
      }
    },
    state: () => ({ waiting: spool.waiting(), failing: now.failing?.reason ?? null }),
    follow: (wanted) => {
      now.hooks = wanted;
      thread.wake();
    },
    stop: async () => {
      now.isStopped = true;
      meter.stop();
      if (now.failing === null) await waiters.until(stopTimeMs);
      await thread.stop();
      spool.clear();
      spool.close();
    },
  };
}

/** What changes while it runs. */
interface Now {
  hooks: StoringHooks | null;
  failing: Extract<Told, { kind: 'failing' }> | null;
  isStopped: boolean;
}

function listenerFor(parts: { store: Store; spool: Spool; waiters: Waiters; now: Now }): (message: Told) => void {
  const { store, spool, waiters, now } = parts;
  return (message) => {
    now.failing = message.kind === 'failing' ? message : null;
    if (message.kind === 'failing') store.health.failed('storing', message.fault);
    else {
      store.health.worked('storing');
      spool.release(message.position);
      store.writtenElsewhere();
      now.hooks?.stored(message);
      if (spool.bytes() > largeBytes) spool.clear();
    }
    waiters.look(now.failing !== null);
    now.hooks?.changed();
  };
}
