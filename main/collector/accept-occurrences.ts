/**
 * Takes reports from the protocols. Reports that wait at the same moment share one transaction (group commit without a
 * timer: whatever came while the last commit ran goes into the next); each is answered after it.
 */
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { Accepted, Intake, RefusedReport, Report } from '../protocols/intake.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { reportOfLimit } from './rate-limit-item.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Status } from './status.ts';
import { storeOccurrence, type StoredOccurrence } from './store-occurrence.ts';
import type { Symbols } from './symbols.ts';
import { authorize } from './tokens.ts';

interface Waiting {
  report: Report;
  resolve(accepted: Accepted): void;
  reject(error: unknown): void;
}

/** 1 MiB after inflation (rollbar.md 1.9). */
const maxBodyBytes = 1_048_576;
const keptRefusals = 500;

export function createIntake(
  context: CollectorContext & { symbols: Symbols },
  changes: Changes,
  parts: { status: Status; limits: RateLimits },
): Intake & { settled(): Promise<void> } {
  const { settings, now, newUuid } = context;
  const { status, limits } = parts;
  const queue = commitQueue(context, (stored) => {
    const fresh = stored.filter((one) => one.kind === 'stored');
    if (fresh.length === 0) return;
    changes.publish({ itemIds: fresh.map((one) => one.itemId), projects: true });
    status.accepted(fresh.length);
  });
  const mapping = pendingWork();
  return {
    now,
    newUuid,
    settings: () => ({ strict: settings.read().strict, maxBodyBytes }),
    authorize: (token, scopes) => authorize(context, { token, scopes, strict: settings.read().strict }),
    countRequest: (secret) => {
      const counted = limits.count(secret);
      if (counted?.isFirstOver) tellOfLimit(queue, reportOfLimit(context, { token: counted.token, secret }));
      return counted;
    },
    accept: (report) => {
      const mapped = withSourceFrames(context, report);
      return mapped instanceof Promise ? mapping.add(mapped.then(queue.add)) : queue.add(mapped);
    },
    settled: async () => {
      await mapping.settled();
      await queue.settled();
    },
    settle: context.tally.settle,
    keepRefused: (refused) => {
      try {
        keepRefused(context, refused);
      } catch (error) {
        // The sender gets its refusal all the same; what cannot be kept is at least in the log.
        context.log(`a refused delivery could not be kept: ${describeError(error)}`);
      }
      changes.publish({ refused: true });
      status.refused();
    },
  };
}

/** The sender hears of the limit in any case. */
function tellOfLimit(queue: CommitQueue, report: Report): void {
  queue.add(report).catch(() => {
    // It was logged where it failed.
  });
}

function keepRefused({ store }: CollectorContext, { token, ...delivery }: RefusedReport): void {
  const projectId = (token === null ? undefined : store.tokens.find(token)?.projectId) ?? null;
  store.inTransaction((receivedAt) => {
    store.refused.add({ ...delivery, receivedAt, projectId }, keptRefusals);
  });
}

/** Grouping has to see the source, not what a minifier made of it. Costs nothing where there are no source maps. */
function withSourceFrames(
  { store, symbols }: CollectorContext & { symbols: Symbols },
  report: Report,
): Report | Promise<Report> {
  const projectId = store.tokens.find(report.token)?.projectId;
  if (projectId === undefined) return report;
  const occurrence = symbols.map(projectId, report.occurrence, { code: false });
  if (occurrence instanceof Promise) return occurrence.then((mapped) => ({ ...report, occurrence: mapped }));
  return report;
}

/** Keeps count of promises, so that their end can be waited for. */
function pendingWork(): { add<Result>(work: Promise<Result>): Promise<Result>; settled(): Promise<void> } {
  const pending = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      pending.add(work);
      const forget = (): void => void pending.delete(work);
      work.then(forget, forget);
      return work;
    },
    settled: async () => {
      await Promise.allSettled(pending);
    },
  };
}

interface CommitQueue {
  add(report: Report): Promise<Accepted>;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

function commitQueue(context: CollectorContext, afterCommit: (stored: StoredOccurrence[]) => void): CommitQueue {
  let waiting: Waiting[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const commit = (): void => {
    const batch = waiting;
    waiting = [];
    // Outside of what may be tried again: by then the batch is on disk.
    afterCommit(storeBatch(context, batch));
  };
  return {
    add: (report) => {
      const answer = new Promise<Accepted>((resolve, reject) => {
        waiting.push({ report, resolve, reject });
        if (waiting.length === 1) setImmediate(commit);
      });
      last = answer;
      return answer;
    },
    settled: async () => {
      await Promise.allSettled([last]);
    },
  };
}

/** Answers each report of the batch, and returns those that were stored. */
function storeBatch(context: CollectorContext, batch: Waiting[]): StoredOccurrence[] {
  let stored: StoredOccurrence[];
  try {
    stored = storeTogether(context, batch);
  } catch (error) {
    context.log(`a batch of reports could not be stored together: ${describeError(error)}`);
    return storeOneByOne(context, batch);
  }
  for (const [index, one] of batch.entries()) one.resolve(stored[index] as Accepted);
  return stored;
}

function storeTogether(context: CollectorContext, batch: Waiting[]): StoredOccurrence[] {
  try {
    return context.store.inReportTransaction(() => batch.map(({ report }) => storeOccurrence(context, report)));
  } catch (error) {
    context.tally.recount();
    throw error;
  }
}

/** One report that cannot be stored must not take the others of its batch with it. */
function storeOneByOne(context: CollectorContext, batch: Waiting[]): StoredOccurrence[] {
  const stored: StoredOccurrence[] = [];
  for (const one of batch) {
    try {
      for (const result of storeTogether(context, [one])) {
        stored.push(result);
        one.resolve(result);
      }
    } catch (cause) {
      context.log(`a report could not be stored: ${describeError(cause)}`);
      one.reject(new Refusal('ingest-down', 'The report could not be written to disk.', { cause }));
    }
  }
  return stored;
}
