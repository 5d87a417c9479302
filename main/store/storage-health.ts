/**
 * Whether what is kept can be kept: whoever writes says how it went. A fault stays until its place has been written
 * again, or a probe finds that it could be.
 */
import type { StorageStatus } from '../../shared/app-status.ts';
import type { StorageFault } from '../../shared/storage-fault.ts';

/** What can fail one without the other: writing to the spool, storing what is in it, and what a person changes. */
export type StoragePlace = 'spool' | 'storing' | 'database';

export interface StorageHealth {
  /** Null while all is well. */
  read(): StorageStatus | null;
  /** Something could not be written; what is not the fault of the files (null) changes nothing. */
  failed(place: StoragePlace, fault: StorageFault | null): void;
  worked(place: StoragePlace): void;
  /** Called when what `read` returns has changed. */
  onChange(listener: () => void): void;
}

export function createStorageHealth(now: () => number): StorageHealth {
  const faults = new Map<StoragePlace, StorageStatus>();
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    // The spool first: while it fails, nothing is taken at all.
    read: () => faults.get('spool') ?? faults.get('storing') ?? faults.get('database') ?? null,
    failed: (place, fault) => {
      const known = faults.get(place);
      if (fault === null || known?.fault === fault) return;
      faults.set(place, { fault, since: known?.since ?? now() });
      tell();
    },
    worked: (place) => {
      // What is damaged stays so, wherever else can be written.
      if (faults.get(place)?.fault === 'damaged') return;
      if (faults.delete(place)) tell();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}
