/** One job of the query language from its turn to its end, and what is written down of it on the way. */
import { describeError } from '../../shared/error-codes.ts';
import type { CheckedQuery } from '../rql/rql.ts';
import type { QueryOutcome, QueryRows, RqlJobRecord, RqlJobStatus } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';
import { failureText, successText } from './rql-result.ts';

export type RqlContext = Pick<CollectorContext, 'store' | 'now' | 'newUuid' | 'log'>;

/** Why a query ends before its time, as a status and a sentence. */
const interruptions = {
  cancelled: { status: 'cancelled', message: 'The query was cancelled.' },
  timeout: { status: 'timed_out', message: 'The query was stopped because it took too long.' },
  stopped: { status: 'failed', message: 'Stacktray was stopped before the query had finished. Ask again.' },
} as const;
export type Interruption = keyof typeof interruptions;

export interface JobUnderway {
  /** Resolves when the job's end has been written down. */
  finished: Promise<void>;
  /** Ends the query, unless it has ended. */
  interrupt(reason: Interruption): void;
}

/** Starts the query, or lets it wait for its turn. It is stopped `longest` milliseconds after its turn has come. */
export function runJob(
  context: RqlContext,
  job: RqlJobRecord,
  { query, longest }: { query: CheckedQuery; longest: number },
): JobUnderway {
  let reason: Interruption = 'cancelled';
  let timer: NodeJS.Timeout | undefined;
  const timestamp = Math.floor(context.now() / 1000);
  const write = (end: End): void => {
    try {
      save(context, job, end);
    } catch (error) {
      // Nobody would hear of a full disk here; the job counts as unfinished, and has failed after the next start.
      context.log(`the state of query ${String(job.id)} could not be written: ${describeError(error)}`);
    }
  };
  const running = context.store.queries.run({ query, projectIds: job.projectIds, now: timestamp }, () => {
    write({ status: 'running', result: null });
    timer = setTimeout(interrupt, longest, 'timeout').unref();
  });
  function interrupt(why: Interruption): void {
    reason = why;
    running.cancel();
  }
  const finished = running.outcome.then((outcome) => {
    clearTimeout(timer);
    if (outcome.kind === 'failed') context.log(`query ${String(job.id)} could not be run: ${outcome.detail}`);
    write(endOf(outcome, { projectIds: job.projectIds, timestamp, reason }));
  });
  return { finished, interrupt };
}

interface End {
  status: RqlJobStatus;
  result: string | null;
}

function endOf(
  outcome: QueryOutcome<QueryRows>,
  { reason, ...asked }: { projectIds: number[]; timestamp: number; reason: Interruption },
): End {
  switch (outcome.kind) {
    case 'done':
      return { status: 'success', result: successText(asked, outcome.rows, outcome.seconds) };
    case 'refused':
      return { status: 'failed', result: failureText(asked, outcome.message) };
    case 'failed':
      return { status: 'failed', result: failureText(asked, 'A bug in Stacktray kept the query from being run.') };
    case 'cancelled': {
      const { status, message } = interruptions[reason];
      return { status, result: failureText(asked, message) };
    }
  }
}

/** Writes down that a job has failed without having run. */
export function failJob(
  context: RqlContext,
  { id, projectIds }: Pick<RqlJobRecord, 'id' | 'projectIds'>,
  error: string,
): void {
  const timestamp = Math.floor(context.now() / 1000);
  save(context, { id }, { status: 'failed', result: failureText({ projectIds, timestamp }, error) });
}

/** Of jobs that were under way when the process died. */
export function failUnfinishedJobs(context: RqlContext): void {
  for (const job of context.store.rqlJobs.unfinished()) failJob(context, job, interruptions.stopped.message);
}

function save({ store }: Pick<RqlContext, 'store'>, { id }: Pick<RqlJobRecord, 'id'>, { status, result }: End): void {
  store.inTransaction((at) => {
    store.rqlJobs.change(id, { status, at, result });
  });
}
