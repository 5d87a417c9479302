/**
 * Takes reports from the protocols into the spool. Reports that wait at the same moment are written together (group commit
 * without a timer: whatever came while the last were written goes with the next); each is answered after that.
 */
import { describeError } from '../../shared/error-codes.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { Intake, RefusedReport, Report } from '../protocols/intake.ts';
import { readStored } from '../protocols/protocols.ts';
import type { SpooledReport } from '../spool/spool.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { reportOfLimit } from './rate-limit-item.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Status } from './status.ts';
import type { Storing } from './storing.ts';
import type { Symbols } from './symbols.ts';
import { authorize } from './tokens.ts';

interface Waiting {
  report: SpooledReport;
  resolve(): void;
  reject(error: unknown): void;
}

const keptRefusals = 500;
/** Reports of one frame: as many as connections usually wait at once, and so few that a frame of large ones stays small. */
const mostTogether = 64;

export interface Accepting extends Intake {
  /** There may be room for reports that had to wait. */
  retry(): void;
  /** Resolves when nothing waits for the spool any more. */
  idle(): Promise<void>;
}

export function createIntake(
  context: CollectorContext & { symbols: Symbols },
  changes: Changes,
  parts: { status: Status; limits: RateLimits },
): Accepting {
  const { settings, now, newUuid, storing } = context;
  const { status, limits } = parts;
  const queue = spoolQueue(storing);
  const mapping = pendingWork();
  return {
    now,
    newUuid,
    settings: () => ({ strict: settings.read().strict, maxBodyBytes: settings.listener().maxBodyBytes }),
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
    settled: storing.settled,
    retry: queue.retry,
    idle: async () => {
      await mapping.settled();
      await queue.idle();
    },
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
function tellOfLimit(queue: SpoolQueue, report: Report): void {
  queue.add({ ...report, mapped: null }).catch(() => {
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
): SpooledReport | Promise<SpooledReport> {
  const projectId = store.tokens.find(report.token)?.projectId;
  if (projectId === undefined || !symbols.hasMaps(projectId)) return { ...report, mapped: null };
  const mapped = symbols.map(projectId, readStored(report.protocol, report.raw, report), { code: false });
  const withMapped = (occurrence: Occurrence): SpooledReport => ({ ...report, mapped: JSON.stringify(occurrence) });
  return mapped instanceof Promise ? mapped.then(withMapped) : withMapped(mapped);
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

interface SpoolQueue {
  add(report: SpooledReport): Promise<void>;
  retry(): void;
  idle(): Promise<void>;
}

/** Those for which the spool has no room wait, and with them whoever sends: that slows a storm down to what is stored. */
function spoolQueue(storing: Pick<Storing, 'take'>): SpoolQueue {
  let waiting: Waiting[] = [];
  let isWriting = false;
  let last: Promise<unknown> = Promise.resolve();

  const write = async (batch: Waiting[]): Promise<boolean> => {
    try {
      if (!(await storing.take(batch.map(({ report }) => report)))) return false;
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    return true;
  };
  const round = async (): Promise<void> => {
    const batch = waiting.slice(0, mostTogether);
    const isOver = await write(batch);
    if (isOver) waiting = waiting.slice(batch.length);
    isWriting = false;
    if (isOver) plan();
  };
  const plan = (): void => {
    if (isWriting || waiting.length === 0) return;
    isWriting = true;
    setImmediate(() => void round());
  };
  return {
    add: (report) => {
      const answer = new Promise<void>((resolve, reject) => {
        waiting.push({ report, resolve, reject });
      });
      plan();
      last = answer;
      return answer;
    },
    retry: plan,
    idle: async () => {
      await Promise.allSettled([last]);
    },
  };
}
