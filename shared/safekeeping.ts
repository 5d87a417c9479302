/** Backups, checks, exports and imports, as the page and the collector speak of them. */

/** `daily` and `manual` were made here; `replaced` and `damaged` is what a restore or a repair has put aside. */
export const backupKinds = ['daily', 'manual', 'replaced', 'damaged'] as const;
export type BackupKind = (typeof backupKinds)[number];

/** A database file in the folder of backups. */
export interface Backup {
  /** Its file name. */
  name: string;
  kind: BackupKind;
  /** Unix milliseconds. */
  madeAt: number;
  bytes: number;
  /** Null for what was put aside: nobody counted it. */
  facts: BackupFacts | null;
}

export interface BackupFacts {
  projects: number;
  items: number;
  occurrences: number;
  /** When the newest report came; null when there is none. */
  newestReportAt: number | null;
}

export const jobKinds = ['back-up', 'check', 'restore', 'export', 'import'] as const;
export type JobKind = (typeof jobKinds)[number];

/** What runs in the background, or ran last. There is one at a time. */
export interface KeepingJob {
  id: number;
  kind: JobKind;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  /** How far it is, in `unit`; a total of 0 is not known. */
  done: number;
  total: number;
  unit: 'pages' | 'tables' | 'reports' | 'bytes';
  /** Why it failed, and what to do about it. */
  problem: string | null;
  outcome: JobOutcome | null;
}

export type JobOutcome =
  /** A file was written; its name or whole path. */
  | { kind: 'backed-up'; file: string; facts: BackupFacts }
  | { kind: 'checked'; report: CheckReport }
  /** Stacktray starts again with it. */
  | { kind: 'restored'; facts: BackupFacts }
  /** To be fetched piece by piece. */
  | { kind: 'exported'; name: string; bytes: number; occurrences: number }
  | { kind: 'imported'; projects: number; items: number; occurrences: number; known: number };

export interface CheckReport {
  isSound: boolean;
  /** What is wrong, a sentence each, the first fifty. */
  findings: string[];
  facts: BackupFacts;
}

export interface SafekeepingState {
  dataFolder: string;
  /** Of the database, in bytes. */
  bytes: number;
  /** Newest first. */
  backups: Backup[];
  /** How many daily backups are kept; 0 makes none. */
  keepDaily: number;
  job: KeepingJob | null;
}

/** A piece of a file, and where the next begins; null at its end. */
export interface FilePiece {
  base64: string;
  next: number | null;
}

/** Bytes of a file per call. */
export const pieceBytes = 1_048_576;
export const mostKeptDaily = 30;
