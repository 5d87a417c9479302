/**
 * Gives queries their turn: two at a time, others wait. A thread starts when it is needed and stays for the next query.
 * Cancelling ends the thread: SQLite has no other way of being stopped.
 */
import { startQueryThread, type QueryAnswer, type QueryPlace, type QueryThread } from './query-threads.ts';

export type QueryOutcome<Rows> = QueryAnswer<Rows> | { kind: 'cancelled' };

export interface RunningQuery<Rows> {
  /** Resolves in any case. */
  outcome: Promise<QueryOutcome<Rows>>;
  /** Makes the outcome `cancelled`, unless there is one already. */
  cancel(): void;
}

export interface QueryRunner<Request, Rows> {
  /** `onStart` is called when the query's turn has come. */
  run(request: Request, onStart?: () => void): RunningQuery<Rows>;
  /** Cancels what runs and waits; resolves when the threads have ended. */
  stop(): Promise<void>;
}

/** As many as the hosted service allows (rollbar.md 3.9.1). */
const mostAtOnce = 2;

interface Job<Request, Rows> {
  request: Request;
  onStart(): void;
  settle(outcome: QueryOutcome<Rows>): void;
}

/** No thread is started before the first query. */
export function createQueryRunner<Request, Rows>(place: QueryPlace): QueryRunner<Request, Rows> {
  const waiting: Job<Request, Rows>[] = [];
  const turns = createTurns(place, () => waiting.shift());
  const cancel = (job: Job<Request, Rows>): void => {
    const place = waiting.indexOf(job);
    if (place !== -1) waiting.splice(place, 1);
    turns.end(job);
    job.settle({ kind: 'cancelled' });
  };
  return {
    run: (request, onStart = () => undefined) => {
      const { promise: outcome, resolve: settle } = Promise.withResolvers<QueryOutcome<Rows>>();
      const job: Job<Request, Rows> = { request, onStart, settle };
      waiting.push(job);
      turns.startNext();
      return {
        outcome,
        cancel: () => {
          cancel(job);
        },
      };
    },
    stop: async () => {
      for (const job of waiting.splice(0)) job.settle({ kind: 'cancelled' });
      for (const job of turns.running()) cancel(job);
      await turns.stop();
    },
  };
}

interface Turns<Request, Rows> {
  /** Starts the next job if there is room and a job. */
  startNext(): void;
  running(): Job<Request, Rows>[];
  /** Ends the job's thread; nothing when it does not run. */
  end(job: Job<Request, Rows>): void;
  /** Starts no more jobs. Resolves when the threads have ended. */
  stop(): Promise<void>;
}

function createTurns<Request, Rows>(
  place: QueryPlace,
  nextJob: () => Job<Request, Rows> | undefined,
): Turns<Request, Rows> {
  const running = new Map<Job<Request, Rows>, QueryThread<Request, Rows>>();
  const ending = new Set<Promise<void>>();
  let idle: QueryThread<Request, Rows>[] = [];
  let isOpen = true;

  const endThread = (thread: QueryThread<Request, Rows>): void => {
    const ended = thread.end().then(() => {
      ending.delete(ended);
      startNext();
    });
    ending.add(ended);
  };
  const startNext = (): void => {
    const job = isOpen && running.size + ending.size < mostAtOnce ? nextJob() : undefined;
    if (!job) return;
    idle = idle.filter((thread) => !thread.isBroken());
    const thread = idle.pop() ?? startQueryThread<Request, Rows>(place);
    running.set(job, thread);
    job.onStart();
    void thread.ask(job.request).then((answer) => {
      running.delete(job);
      idle.push(thread);
      job.settle(answer);
      startNext();
    });
  };
  return {
    startNext,
    running: () => [...running.keys()],
    end: (job) => {
      const thread = running.get(job);
      if (running.delete(job) && thread) endThread(thread);
    },
    stop: async () => {
      isOpen = false;
      for (const thread of idle.splice(0)) endThread(thread);
      await Promise.all(ending);
    },
  };
}
