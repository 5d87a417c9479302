/** How a job that takes long tells how far it is, and learns that nobody wants it any more. */
import type { KeepingJob } from '../../../shared/safekeeping.ts';

export type Progress = Pick<KeepingJob, 'done' | 'total' | 'unit'>;

export interface JobControl {
  /** Throws a CancelledError when the job is to end. */
  report(progress: Progress): void;
}

export class CancelledError extends Error {}
