/** What the installation is doing: the listener, the rate, what was refused. Sent to the page when it changes. */
import type { AppStatus, IngestStatus } from '../../shared/app-status.ts';
import { storageFaultOf } from '../store/store.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { ensureFirstProject } from './first-project.ts';

export interface Status {
  read(): AppStatus;
  ingest(status: IngestStatus): void;
  /** Occurrences were stored. */
  accepted(count: number): void;
  refused(): void;
  /** Something else of the status changed. */
  changed(): void;
  /** Accepted deliveries per second over the last ten seconds. */
  rate(): number;
  close(): void;
}

type Facts = Pick<AppStatus, 'host' | 'version' | 'dataFolder'>;

const windowSeconds = 10;

export function createStatus(context: CollectorContext, facts: Facts, changes: Changes): Status {
  const { store, now } = context;
  const startedAt = now();
  const rate = rateOver(windowSeconds, now);
  let ingest: IngestStatus = { state: 'failing', url: '', port: 0, reason: 'The listener has not started yet.' };
  let lastReportAt = lastReportOf(context);
  let timer: NodeJS.Timeout | undefined;

  const stored = storedFacts(context);
  const read = (): AppStatus => ({
    ...{ version: facts.version, host: facts.host, dataFolder: facts.dataFolder },
    ...stored(),
    ...{ startedAt, ingest, lastReportAt },
    ratePerSecond: rate.perSecond(),
    storing: context.storing.state(),
    storage: store.health.read(),
  });
  // Once a second while reports arrive, and until the rate is back at zero.
  const announce = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const status = read();
      changes.emit('status', status);
      if (status.ratePerSecond > 0) announce();
    }, 1000);
  };
  return {
    read,
    ingest: (status) => {
      ingest = status;
      announce();
    },
    accepted: (count) => {
      lastReportAt = now();
      rate.add(count);
      announce();
    },
    refused: announce,
    changed: announce,
    rate: rate.perSecond,
    close: () => {
      clearTimeout(timer);
    },
  };
}

type StoredFacts = Pick<AppStatus, 'token' | 'firstProjectId' | 'refusedDeliveries' | 'search'>;

/** Where the database cannot be read, what was known before is told, beside what is wrong. */
function storedFacts(context: CollectorContext): () => StoredFacts {
  const { health } = context.store;
  let known = readStored(context);
  return () => {
    try {
      known = readStored(context);
    } catch (error) {
      health.failed('database', storageFaultOf(error));
      // A bug is to be seen.
      if (health.read() === null) throw error;
    }
    return known;
  };
}

function readStored(context: CollectorContext): StoredFacts {
  const { store } = context;
  return {
    ...ensureFirstProject(context),
    refusedDeliveries: store.refused.count(),
    search: { behind: store.searchIndex.behind() + context.storing.state().waiting },
  };
}

function lastReportOf({ store }: CollectorContext): number | null {
  const times = store.projects.list().map((project) => project.lastReportAt ?? 0);
  return Math.max(0, ...times) || null;
}

/** Counts events in one bucket per second. */
function rateOver(seconds: number, now: () => number): { add(count: number): void; perSecond(): number } {
  const buckets = new Map<number, number>();
  const secondNow = (): number => Math.floor(now() / 1000);
  return {
    add: (count) => {
      const second = secondNow();
      buckets.set(second, (buckets.get(second) ?? 0) + count);
      for (const old of buckets.keys()) if (old <= second - seconds || old > second) buckets.delete(old);
    },
    perSecond: () => {
      const now = secondNow();
      let sum = 0;
      // A clock that was set back leaves seconds that are still to come.
      for (const [second, count] of buckets) if (second > now - seconds && second <= now) sum += count;
      return Math.round((sum / seconds) * 10) / 10;
    },
  };
}
