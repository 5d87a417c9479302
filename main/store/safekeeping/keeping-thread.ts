/** Runs as a worker thread: one task of safekeeping, away from the thread that takes reports. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError, Refusal } from '../../../shared/error-codes.ts';
import { CancelledError, type JobControl } from './job-control.ts';
import { tasks, type KeepingTask, type TaskAnswer } from './keeping-task.ts';

/** Messages of progress are this far apart, in milliseconds. */
const pauseMs = 100;
let isCancelled = false;
let lastToldAt = 0;

const tell = (answer: TaskAnswer): void => {
  parentPort?.postMessage(answer);
};
const control: JobControl = {
  report: (progress) => {
    if (isCancelled) throw new CancelledError('nobody wants it any more');
    if (performance.now() - lastToldAt < pauseMs) return;
    lastToldAt = performance.now();
    tell({ kind: 'progress', progress });
  },
};
parentPort?.on('message', () => {
  isCancelled = true;
});

async function run({ name, params }: KeepingTask): Promise<TaskAnswer> {
  try {
    return { kind: 'done', result: await tasks[name](params as never, control) };
  } catch (error) {
    if (error instanceof CancelledError) return { kind: 'cancelled' };
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, message: error.message };
    const words = wordsOf(error);
    return words === null
      ? { kind: 'failed', detail: describeError(error) }
      : { kind: 'refused', code: 'data-unwritable', message: words };
  }
}

/** What a person can do something about; null for a bug. */
function wordsOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:ENOSPC|SQLITE_FULL)/.test(code)) return 'The disk is full. Free some space and try again.';
  if (/^(?:EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code))
    return 'The folder or the file cannot be written or read. Check its permissions, or choose another.';
  return null;
}

void run(workerData as KeepingTask).then((answer) => {
  tell(answer);
  parentPort?.close();
});
