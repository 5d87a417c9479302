/** Runs as a worker thread: told that something was written, it waits a moment and checkpoints. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const pauseMs = 200;
const pauseAfterFaultMs = 5000;
/** A log of 64 MiB: by then the writer is made to wait once, so that the log starts again from its beginning. */
const longLogPages = 4096;
const { path } = workerData as { path: string };
const db = new Database(path, { timeout: 1000 });

parentPort?.on('message', (message: 'written' | 'stop') => {
  if (message === 'stop') stop();
  else timer ??= setTimeout(checkpoint, pauseMs);
});

let timer: NodeJS.Timeout | undefined;

function checkpoint(): void {
  timer = undefined;
  try {
    moveLog();
  } catch (error) {
    // A disk that is full, or a database that another program holds: the log waits until that is over.
    if (!(error instanceof Database.SqliteError)) throw error;
    timer = setTimeout(checkpoint, pauseAfterFaultMs);
    return;
  }
  parentPort?.postMessage('done');
}

function moveLog(): void {
  // PASSIVE never waits for the writer and never makes it wait, but under a steady load it never gets to the end.
  const [state] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  if ((state?.log ?? 0) > longLogPages) db.pragma('wal_checkpoint(RESTART)');
}

/** With nothing left to wait for, the thread ends. */
function stop(): void {
  clearTimeout(timer);
  db.close();
  parentPort?.close();
}
