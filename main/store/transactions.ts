/** Transactions of the connection through which a person changes things, and what they tell of the file's health. */
import type { Database } from 'better-sqlite3';
import type { Checkpoints } from './checkpoints.ts';
import { usualWaitMs } from './database.ts';
import { asRefusal, storageFaultOf } from './storage-fault.ts';
import type { StorageHealth } from './storage-health.ts';
import type { WriteProbe } from './write-probe.ts';

interface RunnerParts {
  now: () => number;
  checkpoints: Checkpoints;
  health: StorageHealth;
  probe: WriteProbe;
}

/** Refusals: `data-unwritable`, `data-locked`, `data-damaged`. */
export function transactionRunner(
  db: Database,
  { now, checkpoints, health, probe }: RunnerParts,
): <Result>(work: (now: number) => Result) => Result {
  const run = db.transaction((work: (now: number) => unknown) => work(now()));
  let waitMs = usualWaitMs;
  /** Once is enough to wait for a program that holds the database: whoever comes next is refused at once. */
  const waitAtMost = (ms: number): void => {
    if (waitMs !== ms) db.pragma(`busy_timeout = ${String(ms)}`);
    waitMs = ms;
  };
  return <Result>(work: (now: number) => Result): Result => {
    try {
      // A file that was deleted can still be written, and is gone afterwards.
      if (health.read()?.fault === 'missing') probe.present();
      const result = run.immediate(work) as Result;
      checkpoints.written();
      health.worked('database');
      waitAtMost(usualWaitMs);
      return result;
    } catch (error) {
      const fault = storageFaultOf(error);
      health.failed('database', fault);
      if (fault === 'locked') waitAtMost(0);
      throw asRefusal(error);
    }
  };
}
