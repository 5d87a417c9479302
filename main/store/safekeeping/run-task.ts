/** The collector's end of the thread of safekeeping. */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../shared/error-codes.ts';
import { CancelledError, type Progress } from './job-control.ts';
import type { TaskAnswer, TaskName, TaskParams, TaskResults } from './keeping-task.ts';

export interface RunningTask<Result> {
  /** Rejects with a Refusal, with a CancelledError, or with a bug. */
  result: Promise<Result>;
  /** The task ends at its next step, and leaves nothing half done behind. */
  cancel(): void;
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const threadFile = import.meta.url.endsWith('.ts') ? './keeping-thread.ts' : './keeping-thread.js';

/** Starts the task in a thread of its own. */
export function runTask<Name extends TaskName>(
  name: Name,
  params: TaskParams[Name],
  onProgress: (progress: Progress) => void,
): RunningTask<TaskResults[Name]> {
  const worker = new Worker(new URL(threadFile, import.meta.url), { workerData: { name, params } });
  const result = new Promise<TaskResults[Name]>((resolve, reject) => {
    worker.on('message', (answer: TaskAnswer) => {
      if (answer.kind === 'progress') onProgress(answer.progress);
      else if (answer.kind === 'done') resolve(answer.result as TaskResults[Name]);
      else reject(errorOf(answer));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('the thread of safekeeping has ended'));
    });
  });
  return {
    result,
    cancel: () => {
      worker.postMessage('cancel');
    },
  };
}

function errorOf(answer: Exclude<TaskAnswer, { kind: 'progress' | 'done' }>): Error {
  if (answer.kind === 'cancelled') return new CancelledError('cancelled');
  if (answer.kind === 'refused') return new Refusal(answer.code, answer.message);
  return new Error(answer.detail);
}
