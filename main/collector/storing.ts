/**
 * From the spool into the database: takes accepted reports into the spool, hands its frames to the thread that stores
 * them, and knows how far that is.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoringStatus } from '../../shared/app-status.ts';
import { describeError, Refusal } from '../../shared/error-codes.ts';
import { storageFaults, type StorageFault } from '../../shared/storage-fault.ts';
import { openSpool, type Frame, type Spool, type SpooledReport } from '../spool/spool.ts';
import { storageFaultOf, type Store } from '../store/store.ts';
import { createWaiters } from './settled-waiters.ts';
import { spoolHeadOf } from './spool-head.ts';
import type { Stored } from './store-reports.ts';
import type { Told } from './storing-messages.ts';
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
const clearPauseMs = 10;
/** A spool that has become as large is given back to the disk when it is empty. */
const largeBytes = 16_777_216;

export function createStoring({ store, folder, log }: Parts): Storing {
  const spoolPath = join(folder, 'stacktray.spool');
  const spool = openSpool(spoolPath, { head: spoolHeadOf(store), mostBytes: mostSpoolBytes });
  const waiters = createWaiters(spool);
  let hooks: StoringHooks | null = null;
  let failing: Extract<Told, { kind: 'failing' }> | null = null;
  let isStopped = false;

  const told = (message: Told): void => {
    failing = message.kind === 'failing' ? message : null;
    if (message.kind === 'failing') store.health.failed('storing', message.fault);
    else {
      store.health.worked('storing');
      spool.release(message.position);
      store.writtenElsewhere();
      hooks?.stored(message);
      if (spool.bytes() > largeBytes) spool.clear();
    }
    waiters.look(failing !== null);
    hooks?.changed();
  };
  const { outstanding } = spool;
  const append = appenderTo(spool, { store, log });
  const thread = createStoringWorker({ path: store.path, spoolPath }, { told, log, outstanding });

  return {
    take: async (reports) => {
      const frame = await append(reports);
      if (frame === null && failing !== null) throw refused(failing.fault, new Error(failing.reason));
      if (frame !== null) thread.store(frame);
      return frame !== null;
    },
    settled: () => (failing !== null || spool.waiting() > storm ? Promise.resolve() : waiters.until(longestWaitMs)),
    cleared: async () => {
      // Nothing may be waiting, and the spool be in use all the same: what is just being written has to get its turn.
      for (; !isStopped && !spool.clear(); await pause(clearPauseMs)) await waiters.until(longestWaitMs);
    },
    state: () => ({ waiting: spool.waiting(), failing: failing?.reason ?? null }),
    follow: (wanted) => {
      hooks = wanted;
      if (outstanding().length > 0) thread.start();
    },
    stop: async () => {
      isStopped = true;
      if (failing === null) await waiters.until(stopTimeMs);
      await thread.stop();
      spool.clear();
      spool.close();
    },
  };
}

/** Writes to the spool, and says how that went. */
function appenderTo(spool: Spool, { store, log }: Pick<Parts, 'store' | 'log'>) {
  const { health, probe } = store;
  return async (reports: SpooledReport[]): Promise<Frame | null> => {
    try {
      // Where the folder is another one by now, nobody would find what is written.
      if (health.read()?.fault === 'missing') probe.present();
      const frame = await spool.append(reports);
      health.worked('spool');
      return frame;
    } catch (error) {
      const fault = storageFaultOf(error);
      health.failed('spool', fault);
      log(`reports could not be written to the spool: ${describeError(error)}`);
      throw refused(fault, error);
    }
  };
}

function refused(fault: StorageFault | null, cause: unknown): Refusal {
  const why = fault === null ? '' : ` ${storageFaults[fault].message}`;
  return new Refusal('ingest-down', `The report could not be written to disk.${why}`, { cause });
}
