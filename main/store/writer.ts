/**
 * What stores reports works with: a connection of its own in a thread of its own, beside the one through which a person
 * changes things. What it remembers between transactions is forgotten as soon as another connection has written.
 */
import Database from 'better-sqlite3';
import { activityTable } from './activity.ts';
import { bodyTable } from './bodies.ts';
import { prepareConnection, usualWaitMs } from './database.ts';
import { deployTable } from './deploys.ts';
import { environmentTable } from './environments.ts';
import { groupingRulesTable } from './grouping-rules.ts';
import { hourTable } from './hours.ts';
import { itemKeyTable } from './item-keys.ts';
import { itemTable } from './items.ts';
import { messageTemplateTable } from './message-templates.ts';
import { occurrenceTable } from './occurrences.ts';
import { personTable } from './people.ts';
import { projectTable } from './projects.ts';
import { refusedTable } from './refused-deliveries.ts';
import { stormTable } from './retention/storms.ts';
import { settingTable } from './settings.ts';
import { giveWay, type RightOfWay } from './right-of-way.ts';
import type { Store } from './store.ts';
import { tokenTable } from './tokens.ts';
import { versionTable } from './versions.ts';

/** The tables that storing reports reads and writes. */
export type ReportTables = Pick<
  Store,
  | 'activity'
  | 'bodies'
  | 'deploys'
  | 'environments'
  | 'groupingRules'
  | 'hours'
  | 'itemKeys'
  | 'items'
  | 'messageTemplates'
  | 'occurrences'
  | 'people'
  | 'projects'
  | 'refused'
  | 'settings'
  | 'storms'
  | 'tokens'
  | 'versions'
>;

/** What a thread is handed to open a writer. */
export interface WriterSite {
  path: string;
  right: RightOfWay;
}

export interface Writer extends ReportTables {
  /** All or nothing; on disk when it returns. */
  inTransaction<Result>(work: () => Result): Result;
  close(): void;
}

/** Opens the database at `path`, which is up to date already. Its transactions give way to those of a person. */
export function openWriter({ path, right }: WriterSite): Writer {
  const db = new Database(path, { timeout: usualWaitMs, fileMustExist: true });
  prepareConnection(db, { cacheMiB: 64 });
  const tables = reportTables(db);
  const run = db.transaction((work: () => unknown) => {
    forgetWhatOthersChanged();
    return work();
  });
  let version = 0;
  const forgetWhatOthersChanged = (): void => {
    const now = db.pragma('data_version', { simple: true }) as number;
    if (now !== version) {
      tables.items.forget();
      tables.groupingRules.forget();
    }
    version = now;
  };
  return {
    ...tables,
    inTransaction: <Result>(work: () => Result): Result => {
      giveWay(right);
      try {
        return run.immediate(work) as Result;
      } catch (error) {
        tables.items.forget();
        throw error;
      }
    },
    close: () => {
      db.close();
    },
  };
}

/** Those tables of an open database. */
export function reportTables(db: Database.Database): ReportTables {
  return {
    activity: activityTable(db),
    bodies: bodyTable(db),
    deploys: deployTable(db),
    environments: environmentTable(db),
    groupingRules: groupingRulesTable(db),
    hours: hourTable(db),
    itemKeys: itemKeyTable(db),
    items: itemTable(db),
    messageTemplates: messageTemplateTable(db),
    occurrences: occurrenceTable(db),
    people: personTable(db),
    projects: projectTable(db),
    refused: refusedTable(db),
    settings: settingTable(db),
    storms: stormTable(db),
    tokens: tokenTable(db),
    versions: versionTable(db),
  };
}

/** What the disk or another program does to the file, and no report: the same may succeed later. */
const fileFault = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL)/;

/** Is it the file that failed, and not what was to be written? */
export function isFileFault(error: unknown): boolean {
  return error instanceof Database.SqliteError && fileFault.test(error.code);
}
