/**
 * Numbered migrations, forward only. A migration that has landed is never edited. Its number becomes the database's
 * version in the same transaction; before the first of a run a copy of the file is kept beside it.
 */
import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../shared/error-codes.ts';
import { createTables } from './migrations/0001-create-tables.ts';
import { createRqlJobs } from './migrations/0002-create-rql-jobs.ts';
import { createDeploysAndVersions } from './migrations/0003-create-deploys-and-versions.ts';
import { createAccounts } from './migrations/0004-create-accounts.ts';
import { createSymbolFiles } from './migrations/0005-create-symbol-files.ts';
import { createReplaysNotificationsAndPeopleJobs } from './migrations/0006-create-replays-notifications-and-people-jobs.ts';
import { createItemKeys } from './migrations/0007-create-item-keys.ts';
import { createSearch } from './migrations/0008-create-search.ts';
import { indexSnoozes } from './migrations/0009-index-snoozes.ts';
import { indexDeploys } from './migrations/0010-index-deploys.ts';
import { createSavedQueries } from './migrations/0011-create-saved-queries.ts';
import { extendTriage } from './migrations/0012-extend-triage.ts';
import { createRegrouping } from './migrations/0013-create-regrouping.ts';
import { createRetention } from './migrations/0014-create-retention.ts';
import { createStormGuard } from './migrations/0015-create-storm-guard.ts';
import { moveSearch } from './migrations/0016-move-search.ts';
import { createBodyBlocks } from './migrations/0017-create-body-blocks.ts';
import { letRulesDecide } from './migrations/0018-let-rules-decide.ts';
import { keepListsFast } from './migrations/0019-keep-lists-fast.ts';
import { createGroupingRules } from './migrations/0020-create-grouping-rules.ts';
import { markProjects } from './migrations/0021-mark-projects.ts';

/** In order; the first is number 1. */
export const migrations: ((db: Database) => void)[] = [
  createTables,
  createRqlJobs,
  createDeploysAndVersions,
  createAccounts,
  createSymbolFiles,
  createReplaysNotificationsAndPeopleJobs,
  createItemKeys,
  createSearch,
  indexSnoozes,
  indexDeploys,
  createSavedQueries,
  extendTriage,
  createRegrouping,
  createRetention,
  createStormGuard,
  moveSearch,
  createBodyBlocks,
  letRulesDecide,
  keepListsFast,
  createGroupingRules,
  markProjects,
];

/** Refusals: `newer-database`. Asked before anything is touched, even how the file is written. */
export function refuseNewer(db: Database, path: string): void {
  const version = versionOf(db);
  if (version > migrations.length)
    throw new Refusal(
      'newer-database',
      `${path} was written by a newer Stacktray (version ${String(version)} of its tables, this one knows ${String(migrations.length)}). Update Stacktray to open it.`,
    );
}

/** Brings the database to the newest version. Refusals: `newer-database`, and nothing is touched then. */
export function migrate(db: Database, path: string, now: number): void {
  refuseNewer(db, path);
  const version = versionOf(db);
  if (version === migrations.length) return;
  if (version > 0) keepCopy(db, `${path}.before-${String(version + 1)}-${String(now)}`);
  migrateTo(db, migrations.length);
}

/** Brings the tables to a version that is known here, from an older one or from none. */
export function migrateTo(db: Database, version: number): void {
  const from = db.pragma('user_version', { simple: true }) as number;
  for (const [index, step] of migrations.entries()) {
    if (index < from || index >= version) continue;
    db.transaction(() => {
      step(db);
      db.pragma(`user_version = ${String(index + 1)}`);
    })();
  }
}

function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function keepCopy(db: Database, target: string): void {
  if (!existsSync(target)) db.prepare('VACUUM INTO ?').run(target);
}
