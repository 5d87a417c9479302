import type { StorageFault } from './storage-fault.ts';

/** What the whole installation is doing now. */
export interface AppStatus {
  version: string;
  host: 'electron' | 'headless' | 'test';
  startedAt: number;
  dataFolder: string;
  ingest: IngestStatus;
  /** The token that snippets show; reports sent with it land in the first project. */
  token: string;
  /** The project of that token; it is not listed before its first report. */
  firstProjectId: number;
  /** Accepted deliveries per second over the last ten seconds. */
  ratePerSecond: number;
  lastReportAt: number | null;
  refusedDeliveries: number;
  /** How many reports were taken, but are not found by their contents yet. */
  search: { behind: number };
  storing: StoringStatus;
  /** Why reports cannot be kept at present; null when they can. */
  storage: StorageStatus | null;
}

/** What was taken is on disk; the database gets it a moment later. */
export interface StoringStatus {
  /** Reports that were taken and are not in the database yet. */
  waiting: number;
  /** Why the database cannot be written at present, which is tried again and again; null when it can. */
  failing: string | null;
}

export interface StorageStatus {
  fault: StorageFault;
  /** Unix milliseconds. */
  since: number;
}

export type IngestStatus =
  | { state: 'listening'; url: string; port: number; note: string | null }
  | { state: 'failing'; url: string; port: number; reason: string };

export interface Settings {
  /** Refuse what hosted Rollbar refuses: unknown tokens, missing scopes, invalid content. */
  strict: boolean;
}
