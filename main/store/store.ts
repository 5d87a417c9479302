/**
 * The one place that knows SQL. One connection, synchronous, for what a person does; reports are stored by a thread
 * through a writer of its own. Each table has a file that prepares its statements once and offers verbs; no row or column
 * name leaves this room.
 */
import { join } from 'node:path';
import type { DeployAnswer } from '../../shared/deploy-command.ts';
import type { TriageAnswer } from '../../shared/triage.ts';
import { accountTokenTable, type AccountTokenTable } from './account-tokens.ts';
import type { ActivityTable } from './activity.ts';
import type { BodyTable } from './bodies.ts';
import { startCheckpoints } from './checkpoints.ts';
import { commandTable, type CommandTable } from './commands.ts';
import { databaseName, makeFolder } from './data-place.ts';
import { damageRefusal, openDatabase } from './database.ts';
import { deletedItemTable, type DeletedItemTable } from './deleted-items.ts';
import { exchangeDatabase } from './safekeeping/next-database.ts';
import type { DeployTable } from './deploys.ts';
import { createForgetting, type Forgetting } from './forget/forgetting.ts';
import { lockFolder } from './folder-lock.ts';
import type { EnvironmentTable } from './environments.ts';
import type { GroupingRulesTable } from './grouping-rules.ts';
import type { HourTable } from './hours.ts';
import type { ItemKeyTable } from './item-keys.ts';
import type { ItemTable } from './items.ts';
import { itemListFactsTable, type ItemListFactsTable } from './item-list-facts.ts';
import { itemListing, type ItemListing } from './item-listing.ts';
import { itemMarksTable, type ItemMarksTable } from './item-marks.ts';
import { itemSearchTable, type ItemSearchTable } from './item-search.ts';
import { inviteTable, type InviteTable } from './invites.ts';
import type { MessageTemplateTable } from './message-templates.ts';
import { notificationTable, type NotificationTable } from './notifications.ts';
import { occurrencePages, type OccurrencePages } from './occurrence-pages.ts';
import type { OccurrenceTable } from './occurrences.ts';
import type { PersonTable } from './people.ts';
import type { ProjectTable } from './projects.ts';
import { quietItemTable, type QuietItemTable } from './quiet-items.ts';
import { rateWindowTable, type RateWindowTable } from './rate-windows.ts';
import type { RefusedTable } from './refused-deliveries.ts';
import { createRightOfWay, goFirst } from './right-of-way.ts';
import { createReader, type Reader } from './reads/reader.ts';
import { regroupingTable, type RegroupingTable } from './regrouping.ts';
import { replayTable, type ReplayTable } from './replays.ts';
import { createRetention, type Retention } from './retention/retention.ts';
import type { StormTable } from './retention/storms.ts';
import { unstoredCounts, type UnstoredCounts } from './retention/unstored-counts.ts';
import { reportTable, type ReportTable } from './reports.ts';
import { createQueryRunner, type QueryRunner } from './rql/query-runner.ts';
import type { QueryRequest, QueryRows } from './rql/run-query.ts';
import { rqlJobTable, type RqlJobTable } from './rql-jobs.ts';
import { serviceLinkTable, type ServiceLinkTable } from './service-links.ts';
import { savedQueryTable, type SavedQueryTable } from './saved-queries.ts';
import { savedSearchTable, type SavedSearchTable } from './saved-searches.ts';
import { createSearchRunner, type SearchRunner } from './search/search-runner.ts';
import { searchIndex, type SearchIndex } from './search/search-index.ts';
import type { SettingTable } from './settings.ts';
import { suspectDeploys, type SuspectDeploys } from './suspect-deploys.ts';
import { teamTable, type TeamTable } from './teams.ts';
import { movedOccurrences, type MovedOccurrences } from './moved-occurrences.ts';
import { shelfTable, type ShelfTable } from './shelf.ts';
import { snoozeConditionTable, type SnoozeConditionTable } from './snooze-conditions.ts';
import { asRefusal } from './storage-fault.ts';
import { createStorageHealth, type StorageHealth } from './storage-health.ts';
import { symbolFileTable, type SymbolFileTable } from './symbol-files.ts';
import type { TokenTable } from './tokens.ts';
import { transactionRunner } from './transactions.ts';
import { undoStepTable, type UndoStepTable } from './undo-steps.ts';
import { userTable, type UserTable } from './users.ts';
import type { VersionTable } from './versions.ts';
import { reportTables, type WriterSite } from './writer.ts';
import { createWriteProbe, type WriteProbe } from './write-probe.ts';

export { damageRefusal } from './database.ts';
export { hashIn, type KeySpace } from './item-keys.ts';
export { mostOfFamily } from './message-templates.ts';
export type { NewItem, StoredItem } from './items.ts';
export type { OlderItem, PlacedOccurrence } from './regrouping.ts';
export type { CountedOccurrence, OccurrenceRecord } from './occurrences.ts';
export { startPacking, type Packing } from './packing/packing.ts';
export type { QueryOutcome } from './rql/query-runner.ts';
export type { QueryRows } from './rql/run-query.ts';
export { payloadOf } from './reads/payload.ts';
export type { RqlJobRecord, RqlJobStatus } from './rql-jobs.ts';
export type { RateWindow } from './rate-windows.ts';
export { everyoneId, ownersId } from './teams.ts';
export { tokenKinds, type StoredToken, type TokenKind, type TokenRecord } from './tokens.ts';
export type { NewSymbolFile, SourceMapPlace } from './symbol-files.ts';
export type { SeenItem } from './versions.ts';
export type { IndexedBatch, IndexedItem, ReadingTask } from './search/indexed-batch.ts';
export { isBrokenFile, type SearchProgress } from './search/search-file.ts';
export { openSearchIndexer, type SearchIndexer } from './search/search-indexer.ts';
export type { Candidates } from './search/occurrence-candidates.ts';
export { isFileFault, openWriter, type ReportTables, type Writer, type WriterSite } from './writer.ts';
export { storageFaultOf } from './storage-fault.ts';
export { safekeeping, type RunningTask, type Safekeeping } from './safekeeping/safekeeping.ts';
export { openReportReader, type PlacedReport, type ReadReport, type ReportReader } from './search/report-reader.ts';
export type { SearchRequest, SearchResults } from './search/search-requests.ts';

export interface Store {
  projects: ProjectTable;
  tokens: TokenTable;
  rateWindows: RateWindowTable;
  accountTokens: AccountTokenTable;
  users: UserTable;
  teams: TeamTable;
  invites: InviteTable;
  environments: EnvironmentTable;
  items: ItemTable;
  itemKeys: ItemKeyTable;
  itemListing: ItemListing;
  itemListFacts: ItemListFactsTable;
  itemMarks: ItemMarksTable;
  itemSearch: ItemSearchTable;
  messageTemplates: MessageTemplateTable;
  occurrences: OccurrenceTable;
  occurrencePages: OccurrencePages;
  bodies: BodyTable;
  groupingRules: GroupingRulesTable;
  hours: HourTable;
  reports: ReportTable;
  regrouping: RegroupingTable;
  replays: ReplayTable;
  deploys: DeployTable;
  suspectDeploys: SuspectDeploys;
  versions: VersionTable;
  people: PersonTable;
  activity: ActivityTable;
  commands: CommandTable<TriageAnswer>;
  deployCommands: CommandTable<DeployAnswer>;
  undoSteps: UndoStepTable;
  shelf: ShelfTable;
  quietItems: QuietItemTable;
  deletedItems: DeletedItemTable;
  snoozeConditions: SnoozeConditionTable;
  movedOccurrences: MovedOccurrences;
  unstoredCounts: UnstoredCounts;
  storms: StormTable;
  refused: RefusedTable;
  notifications: NotificationTable;
  serviceLinks: ServiceLinkTable;
  settings: SettingTable;
  rqlJobs: RqlJobTable;
  symbolFiles: SymbolFileTable;
  searchIndex: SearchIndex;
  savedQueries: SavedQueryTable;
  savedSearches: SavedSearchTable;
  /** Queries of a person, which may take long: they run in threads of their own and can only read. */
  queries: QueryRunner<QueryRequest, QueryRows>;
  /** Searches of a person, which are answered soon: in threads of their own, so that no long query is before them. */
  searches: SearchRunner;
  /** What the page asks for that may look at many rows: short reads in a thread of their own. */
  reader: Reader;
  /** Jobs that delete a person. */
  forgetting: Forgetting;
  /** Deletes old occurrences, in a thread of its own. */
  retention: Retention;
  /** What keeps the folder from being written. */
  health: StorageHealth;
  probe: WriteProbe;
  /**
   * All or nothing; `work` gets the one time of the transaction (unix ms) and must not wait for anything.
   * Refusals: `data-unwritable`, `data-locked`, `data-damaged`.
   */
  inTransaction<Result>(work: (now: number) => Result): Result;
  /** For threads that write through a connection of their own. */
  site: WriterSite;
  /** Another connection has committed. */
  writtenElsewhere(): void;
  /** Writes what is left of the log into the database, then lets go of the folder. */
  close(): Promise<void>;
}

/**
 * Opens the folder's database, creating or migrating it first.
 * Refusals: `data-in-use`, `newer-database`, `data-unwritable`, `data-locked`, `data-damaged`.
 */
export function openStore(folder: string, options: { now: () => number; log: (line: string) => void }): Store {
  makeFolder(folder);
  const unlock = lockFolder(folder);
  try {
    exchangeDatabase(folder);
    const path = join(folder, databaseName);
    const db = openDatabase(path, options.now);
    const checkpoints = startCheckpoints(path, options.log);
    const queries = createQueryRunner<QueryRequest, QueryRows>({ path, thread: new URL(queryThread, import.meta.url) });
    const searches = createSearchRunner(path);
    const tables = tablesOf(db);
    const right = createRightOfWay();
    const health = createStorageHealth(options.now);
    const probe = createWriteProbe(db, path);
    const run = transactionRunner(db, { now: options.now, checkpoints, health, probe });
    const inTransaction: Store['inTransaction'] = (work) => {
      try {
        return goFirst(right, () => run(work));
      } finally {
        tables.items.forget();
      }
    };
    const reader = createReader(path);
    const forgetting = createForgetting({ db, path, search: tables.searchIndex, inTransaction });
    const retention = createRetention({ db, path, written: checkpoints.written });
    return {
      ...tables,
      ...{ queries, searches, reader, forgetting, retention, inTransaction, health, probe },
      site: { path, right },
      writtenElsewhere: () => {
        tables.items.forget();
        checkpoints.written();
      },
      close: async () => {
        await queries.stop();
        await searches.stop();
        await reader.stop();
        await forgetting.stop();
        await retention.stop();
        await checkpoints.stop();
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw asRefusal(damageRefusal(error, folder));
  }
}

/** The thread's file: built beside this one, or the source itself where sources run as they are. */
const queryThread = import.meta.url.endsWith('.ts') ? './rql/query-thread.ts' : './query-thread.js';

/** What a store has beside its tables. */
type Beside =
  | 'queries'
  | 'searches'
  | 'reader'
  | 'forgetting'
  | 'retention'
  | 'health'
  | 'probe'
  | 'inTransaction'
  | 'site'
  | 'writtenElsewhere'
  | 'close';

function tablesOf(db: ReturnType<typeof openDatabase>): Omit<Store, Beside> {
  return {
    ...reportTables(db),
    rateWindows: rateWindowTable(db),
    accountTokens: accountTokenTable(db),
    users: userTable(db),
    teams: teamTable(db),
    invites: inviteTable(db),
    itemListing: itemListing(db),
    itemListFacts: itemListFactsTable(db),
    itemMarks: itemMarksTable(db),
    itemSearch: itemSearchTable(db),
    occurrencePages: occurrencePages(db),
    reports: reportTable(db),
    regrouping: regroupingTable(db),
    replays: replayTable(db),
    suspectDeploys: suspectDeploys(db),
    commands: commandTable(db),
    deployCommands: commandTable(db),
    undoSteps: undoStepTable(db),
    shelf: shelfTable(db),
    quietItems: quietItemTable(db),
    deletedItems: deletedItemTable(db),
    snoozeConditions: snoozeConditionTable(db),
    movedOccurrences: movedOccurrences(db),
    unstoredCounts: unstoredCounts(db),
    notifications: notificationTable(db),
    serviceLinks: serviceLinkTable(db),
    rqlJobs: rqlJobTable(db),
    symbolFiles: symbolFileTable(db),
    searchIndex: searchIndex(db),
    savedQueries: savedQueryTable(db),
    savedSearches: savedSearchTable(db),
  };
}
