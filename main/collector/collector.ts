/**
 * The collector is one program: it takes reports, stores and groups them, and answers the page. Electron hosts it, plain
 * Node hosts it, a test starts it in its own process. Everything it needs from outside is handed in.
 */
import { randomUUID } from 'node:crypto';
import type { AppStatus } from '../../shared/app-status.ts';
import type { Dispatcher } from '../api/dispatcher.ts';
import { createIngestServer } from '../protocols/protocols.ts';
import { createSourceReader, type SourceReader } from '../source/source.ts';
import { damageRefusal, openStore, startPacking, type Store } from '../store/store.ts';
import { createIntake, type Accepting } from './accept-occurrences.ts';
import { createChanges, type Changes } from './changes.ts';
import { createAccount } from './account.ts';
import { createDispatcher } from './dispatch.ts';
import { ensureFirstProject } from './first-project.ts';
import { startRules } from './follow-rules.ts';
import { startIndexing } from './index-reports.ts';
import { createLibrary } from './library.ts';
import { startPeopleJobs } from './forget-people.ts';
import { createRateLimits } from './rate-limits.ts';
import { startListener } from './listener.ts';
import { startRegrouping } from './regroup.ts';
import { repairData } from './repair-data.ts';
import { startRetention } from './retention.ts';
import { startRqlJobs } from './rql-jobs.ts';
import { startSafekeeping } from './safekeeping.ts';
import { createReportMatching, type ReportMatching } from './report-matching.ts';
import { createSettings, type SettingsKeeper } from './settings.ts';
import { createStatus, type Status } from './status.ts';
import { createSymbols } from './symbols.ts';
import { countTheRest } from './count-the-rest.ts';
import { createStoring, type Storing, type StoringHooks } from './storing.ts';
import { startWaking } from './wake-items.ts';
import { startAlerting, type Alerting } from './watch-arrivals.ts';
import { watchStorage } from './watch-storage.ts';

export interface CollectorOptions {
  /** Made when it is missing. */
  dataFolder: string;
  /**
   * The wanted ingest port, unless a person has chosen another one in the settings; 0 takes any. When it is taken, the
   * next free one is used and the status says so.
   */
  port: number;
  /** The port was asked for at this start, so it counts more than the settings. */
  isPortGiven?: boolean;
  /** Ports that are left alone when the wanted one is taken. */
  avoidPorts?: number[];
  host: AppStatus['host'];
  version: string;
  /** Unix milliseconds. */
  now?: () => number;
  newUuid?: () => string;
  /** One line for the log; standard error by default. */
  log?: (line: string) => void;
  /** Where editors and git are looked for, and what they are started with; this process's own by default. */
  environment?: NodeJS.ProcessEnv;
  /** Saves what can be read of a damaged database before it starts. */
  repair?: boolean;
  /** How far the repair is: tables that are done, of how many. */
  onRepair?: (progress: { done: number; total: number }) => void;
  /** Stops this collector and starts another one, which repairs first if it is told to; nothing by default. */
  restart?: (how: { repair: boolean }) => void;
}

export interface Collector {
  dispatcher: Dispatcher;
  status(): AppStatus;
  /** Takes no more reports, finishes those that were accepted, and lets go of the data folder. */
  stop(): Promise<void>;
}

/** What every part of the collector works with. */
export interface CollectorContext {
  store: Store;
  settings: SettingsKeeper;
  storing: Storing;
  now: () => number;
  newUuid: () => string;
  log: (line: string) => void;
}

/** Starts the collector. Refusals: `data-in-use`, `newer-database`, `data-unwritable`, `data-locked`, `data-damaged`. */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const { dataFolder, now = Date.now, log = logToStandardError, onRepair: onProgress = () => undefined } = options;
  try {
    if (options.repair) log(await repairData({ dataFolder, at: now(), log, onProgress }));
    return await start(options);
  } catch (error) {
    throw damageRefusal(error, dataFolder);
  }
}

async function start(options: CollectorOptions): Promise<Collector> {
  const { environment = process.env } = options;
  const context = openContext(options);
  const { store, storing, now, log } = context;
  const changes = createChanges();
  const symbols = createSymbols({ store, changes, storing, log });
  const source = createSourceReader({ environment, platform: process.platform, now });
  ensureFirstProject(context);
  const limits = createRateLimits(context);
  const status = createStatus(context, options, changes);
  const intake = createIntake({ ...context, symbols }, changes, { status, limits });
  storing.follow(tellOfStored({ changes, status, intake }));
  const rql = startRqlJobs(context);
  const people = startPeopleJobs(context, changes, () => {
    safekeeping.renewBackups();
  });
  const regrouper = startRegrouping({ ...context, symbols }, changes);
  const behind = { ...context, changes, limits, symbols, people };
  const desks = { log, queries: { rql }, library: createLibrary(behind), account: createAccount(behind) };
  const createServer = () => createIngestServer(intake, desks);
  const listener = await startListener({ ...context, status, changes }, options, createServer);
  const upkeep = startUpkeep(context, { changes, status, source });
  const { dataFolder, version, restart = () => undefined } = options;
  const safekeeping = startSafekeeping(context, { dataFolder, version, changes, restart, settled: storing.settled });
  const stop = async (): Promise<void> => {
    // First, since requests wait for queries.
    await rql.stop();
    await Promise.all([safekeeping.stop(), people.stop(), regrouper.stop(), upkeep.storage.stop()]);
    await listener.stop();
    await intake.idle();
    await storing.stop();
    await symbols.stop();
    limits.save();
    await upkeep.stop();
    changes.close();
    status.close();
    await store.close();
  };
  const { matching, alerting, storage } = upkeep;
  const parts = { ...behind, status, source, rql, matching, regrouper, alerting, safekeeping, storage, listener };
  let stopped: Promise<void> | undefined;
  return {
    dispatcher: createDispatcher(context, parts),
    status: status.read,
    stop: () => (stopped ??= stop()),
  };
}

interface Upkeep {
  matching: ReportMatching;
  alerting: Alerting;
  storage: ReturnType<typeof startRetention>;
  stop(): Promise<void>;
}

/** What is done with stored reports in the background. */
function startUpkeep(
  context: CollectorContext,
  { changes, status, source }: { changes: Changes; status: Status; source: SourceReader },
): Upkeep {
  const { store, log } = context;
  const packing = startPacking(store.site.path, log);
  const indexing = startIndexing(context, { rate: status.rate, progressed: status.changed });
  afterChanges(changes, indexing.wake);
  const matching = createReportMatching(store.searchIndex.path);
  const [rules, alerting] = [startRules(context, { changes, source }), startAlerting(context, changes)];
  const storage = startRetention(context, changes, status.rate);
  const watching = [startWaking(context, changes), watchStorage(context, status.changed), alerting];
  return {
    ...{ matching, alerting, storage },
    stop: async () => {
      await Promise.all([rules.stop(), packing.stop(), indexing.stop(), matching.stop()]);
      for (const watch of watching) watch.stop();
    },
  };
}

function openContext(options: CollectorOptions): CollectorContext {
  const { now = Date.now, newUuid = randomUUID, log = logToStandardError, dataFolder: folder } = options;
  const store = openStore(folder, { now, log });
  countTheRest(store);
  return { store, settings: createSettings(store), storing: createStoring({ store, log, folder }), now, newUuid, log };
}

/** What has been stored is told to the page, and makes room for what waits. */
function tellOfStored(parts: { changes: Changes; status: Status; intake: Accepting }): StoringHooks {
  const { changes, status, intake } = parts;
  return {
    stored: ({ itemIds, count, setAside }) => {
      if (count > 0) {
        changes.publish({ itemIds, projects: true });
        status.accepted(count);
      }
      if (setAside > 0) changes.publish({ refused: true });
    },
    changed: () => {
      status.changed();
      intake.retry();
    },
  };
}

function afterChanges(changes: Changes, wake: () => void): void {
  changes.subscribe((event) => {
    if (event === 'changed') wake();
  });
}

function logToStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
