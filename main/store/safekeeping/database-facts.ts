/** What a database holds, counted. */
import type { Database } from 'better-sqlite3';
import type { BackupFacts } from '../../../shared/safekeeping.ts';

/** Reads an index per table: slow enough to belong into a thread. */
export function databaseFacts(db: Database): BackupFacts {
  const count = (sql: string): number | null => db.prepare<[], number | null>(sql).pluck().get() ?? null;
  return {
    projects:
      count(
        `SELECT count(*) FROM project WHERE deleted_at IS NULL AND (last_report_at IS NOT NULL OR named_by = 'person')`,
      ) ?? 0,
    items: count('SELECT count(*) FROM item') ?? 0,
    occurrences: count('SELECT count(*) FROM occurrence') ?? 0,
    newestReportAt: count('SELECT max(received_at) FROM occurrence'),
  };
}
