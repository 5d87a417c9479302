/** A backup a day, if something was reported since the last, and as many of them as a person wants to keep. */
import type { Backup } from '../../shared/safekeeping.ts';
import { safekeeping } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';
import type { KeepingJobs } from './keeping-jobs.ts';

export interface DailyBackups {
  keep(): number;
  setKeep(keep: number): void;
  /** Makes the backup if it is due, then removes those that are too many. */
  make(): Promise<void>;
  /** What was copied until now goes as soon as there is a copy from now on. */
  renew(): void;
  stop(): void;
}

export interface DailySite {
  dataFolder: string;
  settled: () => Promise<void>;
  jobs: KeepingJobs;
}

/** Today's, and the one from before something went wrong that was noticed today. */
const keptAtFirst = 2;
const dayMs = 86_400_000;
const lookEveryMs = 600_000;
const keepSetting = 'keepDailyBackups';
const staleSetting = 'backupsAreStale';

export function createDailyBackups(context: CollectorContext, site: DailySite): DailyBackups {
  const { store, now, log } = context;
  const keep = (): number => {
    const kept = store.settings.get(keepSetting);
    return typeof kept === 'number' ? kept : keptAtFirst;
  };
  const isStale = (): boolean => store.settings.get(staleSetting) === true;
  const make = async (): Promise<void> => {
    const before = safekeeping.list(site.dataFolder);
    const isWanted = isStale() ? before.length > 0 : keep() > 0 && isDue(before, store.occurrences.lastId(), now());
    if (!isWanted || site.jobs.isRunning()) return;
    const copied = await copy(site, now());
    if (!copied) {
      log(`the daily backup was not made: ${site.jobs.latest()?.problem ?? 'it was cancelled'}`);
      return;
    }
    if (isStale()) forgetAll(site.dataFolder, before);
    store.settings.set(staleSetting, false);
    prune(site.dataFolder, keep());
  };
  const timer = setInterval(() => void make(), lookEveryMs);
  timer.unref();
  return {
    keep,
    make,
    setKeep: (wanted) => {
      store.settings.set(keepSetting, wanted);
      if (wanted > 0) prune(site.dataFolder, wanted);
    },
    renew: () => {
      store.settings.set(staleSetting, true);
      void make();
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** An installation without reports has nothing to lose yet. */
export function isDue(backups: readonly Backup[], lastOccurrenceId: number, now: number): boolean {
  const newest = Math.max(0, ...backups.filter(({ kind }) => kind === 'daily').map(({ madeAt }) => madeAt));
  return lastOccurrenceId > 0 && now - newest >= dayMs;
}

async function copy({ dataFolder, settled, jobs }: DailySite, at: number): Promise<boolean> {
  const path = safekeeping.databasePath(dataFolder);
  const target = safekeeping.newPath(dataFolder, 'daily', at);
  await jobs.start('back-up', async (run) => {
    await settled();
    return { kind: 'backed-up', file: target, facts: await run('back-up', { path, target, marked: true }) };
  });
  return jobs.latest()?.state === 'done';
}

function prune(dataFolder: string, keep: number): void {
  const made = safekeeping.list(dataFolder).filter(({ kind }) => kind === 'daily');
  forgetAll(dataFolder, made.slice(Math.max(1, keep)));
}

function forgetAll(dataFolder: string, backups: readonly Backup[]): void {
  for (const { name } of backups) {
    const path = safekeeping.pathOf(dataFolder, name);
    if (path !== undefined) safekeeping.remove(path);
  }
}
