/** A deploy says that a revision of an application went, or is going, to an environment. */
import type { ItemRow } from './item.ts';

export const deployStatuses = ['started', 'succeeded', 'failed', 'timed_out'] as const;
export type DeployStatus = (typeof deployStatuses)[number];

export interface Deploy {
  id: number;
  projectId: number;
  environment: string;
  /** The same as the version that occurrences carry. */
  revision: string;
  status: DeployStatus;
  /** The name of a user of the account, as it was sent. */
  accountName: string | null;
  /** The user who has this name now, if any. */
  userId: number | null;
  localUsername: string | null;
  comment: string | null;
  /** Unix milliseconds. */
  startedAt: number;
  finishedAt: number | null;
}

export type NewDeploy = Omit<Deploy, 'id' | 'userId' | 'startedAt' | 'finishedAt'>;

/** A line of the list of deploys. */
export interface DeployRow extends Deploy {
  /**
   * Items that were first seen after it, and older ones that came back after it: until the next deploy to its environment.
   * A deploy that failed brought nothing, so it has none and ends no other.
   */
  itemsStarted: number;
  itemsBack: number;
}

/** A deploy with the items after it, severest first; at most a hundred of each kind. */
export interface DeployDetail extends DeployRow {
  /** Unix milliseconds of the next deploy; null while there is none. */
  until: number | null;
  /** The version of its revision; null when that has gone. */
  versionId: number | null;
  started: ItemRow[];
  back: ItemRow[];
}

/**
 * The deploy that may have caused an item: the last one to its environment before it was first seen, or before it came
 * back when it was resolved (rollbar.md 3.3).
 */
export interface SuspectDeploy {
  deploy: Deploy;
  /** Milliseconds from the start of the deploy to that occurrence. */
  before: number;
}
