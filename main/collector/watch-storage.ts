/**
 * Looks after the data folder: sees that it is there, and, while something keeps it from being written, tries every few
 * seconds whether it can be again, so that the page says so even when no report comes.
 */
import { storageFaults } from '../../shared/storage-fault.ts';
import { storageFaultOf } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

const everyMs = 2000;

export interface StorageWatch {
  stop(): void;
}

/** `changed` is called when a fault begins or ends. */
export function watchStorage(
  { store, now, log }: Pick<CollectorContext, 'store' | 'now' | 'log'>,
  changed: () => void,
): StorageWatch {
  const { health, probe } = store;
  health.onChange(() => {
    const status = health.read();
    if (status === null) log('[stacktray] The data folder can be written again.');
    else {
      const { message, advice } = storageFaults[status.fault];
      log(`[stacktray] ${message} ${advice}`);
    }
    changed();
  });
  const timer = setInterval(() => {
    look({ health, probe }, now());
  }, everyMs).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

function look({ health, probe }: Pick<CollectorContext['store'], 'health' | 'probe'>, at: number): void {
  const isFailing = health.read() !== null;
  try {
    if (isFailing) probe.write(at);
    else probe.present();
  } catch (error) {
    health.failed('database', storageFaultOf(error));
    return;
  }
  if (!isFailing) return;
  health.worked('spool');
  health.worked('database');
}
