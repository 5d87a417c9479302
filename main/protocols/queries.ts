/**
 * What the protocols may ask about what was kept. The collector implements it; a test can, too. Who asks has been
 * authorized before: `projectIds` are the projects whose rows may be read.
 */
export interface Queries {
  rql: RqlJobs;
}

/** Queries of Rollbar's query language (rollbar.md 3.9). */
export interface RqlJobs {
  /**
   * Starts a job, or finds the one that was started for the same query before, unless a fresh result is asked for.
   * Resolves when the job has finished, or after a while with a job that still runs. A query that cannot be understood
   * becomes a failed job.
   */
  create(projectIds: number[], asked: { query: string; isForced: boolean }): Promise<RqlJob>;
  /** Jobs of exactly these projects, or all there are. `page` counts from 1; newest first. */
  list(projectIds: number[] | 'all', page: number): RqlJob[];
  byId(projectIds: number[], id: number): RqlJob | undefined;
  /** The result as JSON; null when there is none yet or it is not kept any more. */
  resultOf(job: RqlJob): string | null;
  /** The job as it is then: one that has finished stays as it is. */
  cancel(projectIds: number[], id: number): Promise<RqlJob | undefined>;
}

export interface RqlJob {
  id: number;
  projectIds: number[];
  query: string;
  hash: string;
  status: 'new' | 'running' | 'success' | 'failed' | 'cancelled' | 'timed_out' | 'deleted';
  /** Unix milliseconds. */
  createdAt: number;
  modifiedAt: number;
}
