/** What the thread that stores reports tells. */
import type { StorageFault } from '../../shared/storage-fault.ts';
import type { Stored } from './store-reports.ts';

export type Told =
  /** All frames up to this one are in the database. */
  | ({ kind: 'stored'; position: number } & Stored)
  /** The database cannot be written; it is tried again. */
  | { kind: 'failing'; reason: string; fault: StorageFault | null };

export type FromStoring = Told | { kind: 'log'; line: string };
