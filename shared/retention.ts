/** How long occurrences are kept, and what the folder holds. Sizes are bytes, times are unix milliseconds. */

/** What is kept at most; null: no limit. */
export interface RetentionRule {
  /** Days since an occurrence was received. */
  days: number | null;
  /** The newest so many occurrences of the project. */
  mostOfProject: number | null;
  /** The newest so many occurrences of each item. */
  mostOfItem: number | null;
}

export interface RetentionLimits {
  /** Of everything in the database; the oldest occurrences go first. */
  bytes: number | null;
  everywhere: RetentionRule;
  /** Projects that have limits of their own, which count instead of those for all. */
  projects: { projectId: number; rule: RetentionRule }[];
}

export interface PruningRun {
  id: number;
  startedAt: number;
  /** Null while it runs, and for one that was interrupted. */
  endedAt: number | null;
  occurrences: number;
  bytes: number;
}

export interface Storage {
  limits: RetentionLimits;
  /** Do items that get too many reports keep only a part of them? */
  stormGuard: boolean;
  state: 'idle' | 'pruning' | 'giving-back' | 'compacting' | 'paused';
  /** Why the last attempt failed; null when it did not. */
  problem: string | null;
  /** Newest first. */
  runs: PruningRun[];
}

export const storageKinds = [
  'reports',
  'occurrences',
  'recordings',
  'symbols',
  'search',
  'other',
  'free',
  'log',
  'copies',
] as const;
export type StorageKind = (typeof storageKinds)[number];

export interface ProjectStorage {
  projectId: number;
  name: string;
  occurrences: number;
  /** Bytes of its reports and recordings, about. */
  bytes: number;
}

export interface StorageSizes {
  kinds: { kind: StorageKind; bytes: number }[];
  /** Largest first. */
  projects: ProjectStorage[];
  /** Can free pages be given back little by little? Folders of older versions have to be written anew once. */
  givesBack: boolean;
}

/** What limits would delete now, about. */
export interface PruningPreview {
  occurrences: number;
  items: number;
  bytes: number;
}
