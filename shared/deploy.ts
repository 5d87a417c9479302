/** A deploy says that a revision of an application went, or is going, to an environment. */

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
