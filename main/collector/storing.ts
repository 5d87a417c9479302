/**
 * From the spool into the database: takes accepted reports into the spool, hands its frames to the thread that stores
 * them, and knows how far that is.
 */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StoringStatus } from '../../shared/app-status.ts';
import { describeError, Refusal } from '../../shared/error-codes.ts';
import { openSpool, type Frame, type Spool, type SpooledReport } from '../spool/spool.ts';
import type { Store } from '../store/store.ts';
import { createWaiters } from './settled-waiters.ts';
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
  let hooks: StoringHooks | null = null;
  let failing: string | null = null;
  let isStopped = false;

  const told = (message: Told): void => {
    failing = message.kind === 'failing' ? message.reason : null;
    if (message.kind === 'stored') {
      spool.release(message.position);
      store.writtenElsewhere();
      hooks?.stored(message);
      if (spool.bytes() > largeBytes) spool.clear();
    }
    waiters.look(failing !== null);
    hooks?.changed();
  };
  const { outstanding } = spool;
  const pace = createStormPace();
  const meter = startArrivalMeter(pace);
  const thread = createStoringWorker({ site: store.site, spoolPath, pace }, { told, log, outstanding });

  return {
    take: async (reports) => {
      const frame = await appendTo(spool, reports, log);
      if (frame === null && failing !== null) throw refused(new Error(failing));
      meter.arrived(reports.length, spool.room() > 0.5);
      if (frame !== null) thread.wake();
      return frame !== null;
    },
    settled: () => (failing !== null || spool.waiting() > storm ? Promise.resolve() : waiters.until(longestWaitMs)),
    cleared: async () => {
      while (!isStopped && !spool.clear()) {
        await waiters.until(longestWaitMs);
        // What is being written is not outstanding yet, so nothing may have been waited for.
        await setImmediate();
      }
    },
    state: () => ({ waiting: spool.waiting(), failing }),
    follow: (wanted) => {
      hooks = wanted;
      thread.wake();
    },
    stop: async () => {
      isStopped = true;
      meter.stop();
      if (failing === null) await waiters.until(stopTimeMs);
      await thread.stop();
      spool.clear();
      spool.close();
    },
  };
}

async function appendTo(spool: Spool, reports: SpooledReport[], log: Parts['log']): Promise<Frame | null> {
  try {
    return await spool.append(reports);
  } catch (error) {
    log(`reports could not be written to the spool: ${describeError(error)}`);
    throw refused(error);
  }
}

function refused(cause: unknown): Refusal {
  return new Refusal('ingest-down', 'The report could not be written to disk.', { cause });
}
