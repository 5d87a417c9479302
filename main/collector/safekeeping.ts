/**
 * Backups, checks, restores, exports and imports, one at a time, each in a thread. A backup is made of the whole database
 * once a day without being asked for, if there is something new.
 */
import { rmSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { JobOutcome, SafekeepingState } from '../../shared/safekeeping.ts';
import { safekeeping } from '../store/store.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { createDailyBackups } from './daily-backups.ts';
import { createKeepingJobs, type KeepingJobs } from './keeping-jobs.ts';
import { createPassing, type Passing } from './passing-files.ts';

export interface SafekeepingDesk extends Passing {
  read(): SafekeepingState;
  keepDaily(keep: number): SafekeepingState;
  backUp(folder: string | null): SafekeepingState;
  check(backup: string | null): SafekeepingState;
  restore(wanted: { backup: string | null; file: string | null }): SafekeepingState;
  removeBackup(name: string): SafekeepingState;
  repair(): void;
  export(wanted: { projectId: number | null; itemIds: number[] | null }): SafekeepingState;
  import(): SafekeepingState;
  cancel(): SafekeepingState;
  /** Somebody was deleted: what was copied before goes as soon as there is a copy from after. */
  renewBackups(): void;
  /** Makes the daily backup if it is due. Resolves when it has been made. */
  daily(): Promise<void>;
  stop(): Promise<void>;
}

export interface Keeping {
  dataFolder: string;
  version: string;
  changes: Changes;
  /** Resolves when everything that has been answered is in the database. */
  settled: () => Promise<void>;
  /** Stops this collector and starts another on what the folder holds then. */
  restart: (how: { repair: boolean }) => void;
}

export function startSafekeeping(context: CollectorContext, keeping: Keeping): SafekeepingDesk {
  const { dataFolder } = keeping;
  const jobs = createKeepingJobs(context);
  const passing = createPassing(dataFolder, jobs.isRunning);
  const daily = createDailyBackups(context, { dataFolder, settled: keeping.settled, jobs });
  const path = safekeeping.databasePath(dataFolder);
  const read = (): SafekeepingState => ({
    ...{ dataFolder, bytes: statSync(path).size, backups: safekeeping.list(dataFolder) },
    ...{ keepDaily: daily.keep(), job: jobs.latest() },
  });
  const site: Site = { context, keeping, jobs, passing, path };
  undoLeftImport(site);
  return {
    ...passing,
    ...answering(site, read),
    ...{ read, renewBackups: daily.renew, daily: daily.make },
    keepDaily: (keep) => {
      daily.setKeep(keep);
      return read();
    },
    repair: () => {
      keeping.restart({ repair: true });
    },
    stop: async () => {
      daily.stop();
      await jobs.stop();
    },
  };
}

type Asked = 'backUp' | 'check' | 'restore' | 'removeBackup' | 'export' | 'import' | 'cancel';

/** What is asked for begins, and the answer tells of it. */
function answering(site: Site, read: () => SafekeepingState): Pick<SafekeepingDesk, Asked> {
  const after =
    <Params extends unknown[]>(begin: (...params: Params) => void) =>
    (...params: Params): SafekeepingState => {
      begin(...params);
      return read();
    };
  return {
    backUp: after((folder: string | null) => {
      backUp(site, folder);
    }),
    check: after((backup: string | null) => {
      check(site, backup);
    }),
    restore: after((wanted: Parameters<SafekeepingDesk['restore']>[0]) => {
      restore(site, wanted);
    }),
    removeBackup: after((name: string) => {
      safekeeping.remove(listedPath(site, name));
    }),
    export: after((wanted: Parameters<SafekeepingDesk['export']>[0]) => {
      exportBundle(site, wanted);
    }),
    import: after(() => {
      importBundle(site);
    }),
    cancel: after(site.jobs.cancel),
  };
}

interface Site {
  context: CollectorContext;
  keeping: Keeping;
  jobs: KeepingJobs;
  passing: Passing;
  /** The database. */
  path: string;
}

function listedPath({ keeping }: Site, name: string): string {
  const path = safekeeping.pathOf(keeping.dataFolder, name);
  if (path === undefined) throw new Refusal('not-found', 'This backup is not there any more.');
  return path;
}

function refuseUnlessWhole(path: string): void {
  if (!isAbsolute(path)) throw new Refusal('bad-request', 'Name the folder or the file by its whole path.');
}

function backUp({ context, keeping, jobs, path }: Site, folder: string | null): void {
  if (folder !== null) refuseUnlessWhole(folder);
  const at = context.now();
  const target =
    folder === null
      ? safekeeping.newPath(keeping.dataFolder, 'manual', at)
      : safekeeping.freePath(folder, `stacktray-manual-${safekeeping.stampOf(at)}`);
  void jobs.start('back-up', async (run) => {
    await keeping.settled();
    const facts = await run('back-up', { path, target, marked: true });
    return { kind: 'backed-up', file: target, facts };
  });
}

function check(site: Site, backup: string | null): void {
  const path = backup === null ? site.path : listedPath(site, backup);
  void site.jobs.start('check', async (run) => ({ kind: 'checked', report: await run('check', { path }) }));
}

function restore(site: Site, { backup, file }: { backup: string | null; file: string | null }): void {
  if (file !== null) refuseUnlessWhole(file);
  const source = backup === null ? file : listedPath(site, backup);
  if (source === null) throw new Refusal('bad-request', 'Name the backup that is to be restored.');
  const { context, keeping, jobs } = site;
  const target = safekeeping.nextPath(keeping.dataFolder, 'replaced', context.now());
  void jobs.start('restore', async (run) => {
    const facts = await run('stage', { file: source, target });
    // Everybody who asks how far it is hears that it has been done before the connection goes.
    setTimeout(keeping.restart, restartPauseMs, { repair: false });
    return { kind: 'restored', facts };
  });
}

const restartPauseMs = 300;

function exportBundle(
  { context, keeping, jobs, passing, path }: Site,
  { projectId, itemIds }: { projectId: number | null; itemIds: number[] | null },
): void {
  const at = context.now();
  const name = `stacktray-${safekeeping.stampOf(at)}.jsonl.gz`;
  const scope =
    itemIds !== null
      ? ({ kind: 'items', itemIds } as const)
      : projectId !== null
        ? ({ kind: 'project', projectId } as const)
        : ({ kind: 'all' } as const);
  void jobs.start('export', async (run): Promise<JobOutcome> => {
    await keeping.settled();
    const target = passing.newExport();
    const exported = await run('export', { path, target, scope, at, app: keeping.version });
    return { kind: 'exported', name, ...exported };
  });
}

function importBundle({ context, keeping, jobs, passing, path }: Site): void {
  const file = passing.brought();
  const scratch = join(keeping.dataFolder, 'passing', 'import.db');
  void jobs.start('import', async (run) => {
    await keeping.settled();
    try {
      const imported = await run('import', { path, file, scratch, at: context.now() });
      const { grouping, known, projects, items, occurrences } = imported;
      if (grouping === 'st1' || grouping === 'st2') context.settings.group(grouping);
      return { kind: 'imported', known, projects, items, occurrences };
    } finally {
      rmSync(file, { force: true });
      keeping.changes.publish({ projects: true });
    }
  });
}

/** An import that was stopped with the whole process has left rows that nothing shows. */
function undoLeftImport({ context, path }: Site): void {
  if ((context.store.settings.get('import-under-way') ?? null) === null) return;
  safekeeping
    .run('undo-import', { path }, () => undefined)
    .result.catch((error: unknown) => {
      context.log(`what an import has left could not be removed: ${describeError(error)}`);
    });
}
