/** What the thread that stores reports is handed, and what it tells. */
import type { StorageFault } from '../../shared/storage-fault.ts';
import type { WriterSite } from '../store/store.ts';
import type { StormPace } from './storm-pace.ts';
import type { Stored } from './store-reports.ts';

export interface StoringSite {
  site: WriterSite;
  spoolPath: string;
  pace: StormPace;
}

export type Told =
  /** All frames up to this one are in the database. */
  | ({ kind: 'stored'; position: number } & Stored)
  /** The database cannot be written; it is tried again. */
  | { kind: 'failing'; reason: string; fault: StorageFault | null };

export type FromStoring = Told | { kind: 'log'; line: string };
