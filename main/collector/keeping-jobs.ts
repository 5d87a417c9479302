/** The one job of safekeeping that runs, and the one that ran last. */
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { JobKind, JobOutcome, KeepingJob } from '../../shared/safekeeping.ts';
import { safekeeping, type RunningTask, type Safekeeping } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

type Run = Safekeeping['run'];
type TaskName = Parameters<Run>[0];
/** Runs a task as the next part of the job. */
export type RunPart = <Name extends TaskName>(
  name: Name,
  params: Parameters<typeof safekeeping.run<Name>>[1],
) => ReturnType<typeof safekeeping.run<Name>>['result'];

export interface KeepingJobs {
  /** Refusals: `conflict` when another one runs. Resolves when the job has ended, however it ended. */
  start(kind: JobKind, work: (run: RunPart) => Promise<JobOutcome>): Promise<void>;
  latest(): KeepingJob | null;
  isRunning(): boolean;
  cancel(): void;
  /** Ends what runs; resolves when it has ended. */
  stop(): Promise<void>;
}

export function createKeepingJobs({ log }: Pick<CollectorContext, 'log'>): KeepingJobs {
  let job: KeepingJob | null = null;
  let task: RunningTask<unknown> | null = null;
  let ended = Promise.resolve();
  let lastId = 0;
  let isUnwanted = false;
  const isRunning = (): boolean => job?.state === 'running';

  const runPart: RunPart = (name, params) => {
    if (isUnwanted) return Promise.reject(safekeeping.cancelled());
    const started = safekeeping.run(name, params, (progress) => {
      if (job) job = { ...job, ...progress };
    });
    task = started;
    return started.result;
  };
  const cancel = (): void => {
    isUnwanted = true;
    task?.cancel();
  };
  const work = async (doIt: (run: RunPart) => Promise<JobOutcome>, begun: KeepingJob): Promise<void> => {
    try {
      const outcome = await doIt(runPart);
      job = { ...(job ?? begun), state: 'done', outcome };
    } catch (error) {
      job = endedBy(error, job ?? begun);
      if (job.state === 'failed' && !(error instanceof Refusal)) log(`${begun.kind} failed: ${describeError(error)}`);
    } finally {
      task = null;
    }
  };
  return {
    isRunning,
    latest: () => job,
    start: (kind, doIt) => {
      if (isRunning()) throw new Refusal('conflict', 'Something else is under way. Wait for it, or cancel it.');
      lastId += 1;
      const begun = newJob(lastId, kind);
      job = begun;
      isUnwanted = false;
      ended = work(doIt, begun);
      return ended;
    },
    cancel,
    stop: () => {
      cancel();
      return ended;
    },
  };
}

function newJob(id: number, kind: JobKind): KeepingJob {
  return { id, kind, state: 'running', problem: null, outcome: null, done: 0, total: 0, unit: 'pages' };
}

function endedBy(error: unknown, job: KeepingJob): KeepingJob {
  if (safekeeping.isCancelled(error)) return { ...job, state: 'cancelled' };
  const problem = error instanceof Refusal ? error.message : 'Something in Stacktray failed; its log has the details.';
  return { ...job, state: 'failed', problem };
}
