/** Writes to the spool, and says how that went. */
import { describeError, Refusal } from '../../shared/error-codes.ts';
import { storageFaults, type StorageFault } from '../../shared/storage-fault.ts';
import type { Frame, Spool, SpooledReport } from '../spool/spool.ts';
import { storageFaultOf, type Store } from '../store/store.ts';

/** As `append` of the spool; rejects with a Refusal that says what keeps the reports from being written. */
export function spoolAppender(
  spool: Spool,
  { store, log }: { store: Pick<Store, 'health' | 'probe'>; log: (line: string) => void },
): (reports: SpooledReport[]) => Promise<Frame | null> {
  const { health, probe } = store;
  return async (reports) => {
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
      throw refusedFor(fault, error);
    }
  };
}

/** What a sender is told. */
export function refusedFor(fault: StorageFault | null, cause: unknown): Refusal {
  const why = fault === null ? '' : ` ${storageFaults[fault].message}`;
  return new Refusal('ingest-down', `The report could not be written to disk.${why}`, { cause });
}
