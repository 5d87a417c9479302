/** The way into this folder: the files of backups, and the tasks that a thread does with them. */
import { join } from 'node:path';
import type { Backup } from '../../../shared/safekeeping.ts';
import { lockFolder } from '../folder-lock.ts';
import { CancelledError } from './job-control.ts';
import { backupPath, freePath, listBackups, newBackupPath, removeBackup, stampOf } from './kept-files.ts';
import { nextDatabasePath } from './next-database.ts';
import { runTask } from './run-task.ts';

export type { RunningTask } from './run-task.ts';

export const safekeeping = {
  databasePath: (dataFolder: string): string => join(dataFolder, 'stacktray.db'),
  list: (dataFolder: string): Backup[] => listBackups(dataFolder),
  pathOf: backupPath,
  newPath: newBackupPath,
  freePath,
  stampOf,
  remove: removeBackup,
  nextPath: nextDatabasePath,
  run: runTask,
  cancelled: (): Error => new CancelledError('cancelled'),
  isCancelled: (error: unknown): boolean => error instanceof CancelledError,
  /** Takes the folder while no collector runs on it. Refusals: `data-in-use`, `data-unwritable`. */
  lock: lockFolder,
};
export type Safekeeping = typeof safekeeping;
