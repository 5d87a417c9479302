/** What the thread of safekeeping is asked for, and what it answers. Paths are absolute. */
import type { BackupFacts, CheckReport } from '../../../shared/safekeeping.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { backUp } from './back-up.ts';
import type { BundleScope } from './bundle-tables.ts';
import { checkDatabase } from './check.ts';
import { exportBundle, type Exported } from './export-bundle.ts';
import { importBundle, undoImport, type Imported } from './import-bundle.ts';
import type { JobControl, Progress } from './job-control.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { stageBackup } from './stage-backup.ts';

export interface TaskResults {
  'back-up': BackupFacts;
  check: CheckReport;
  stage: BackupFacts;
  salvage: Salvaged;
  export: Exported;
  import: Imported;
  'undo-import': null;
}

export interface TaskParams {
  'back-up': { path: string; target: string; marked: boolean };
  check: { path: string };
  stage: { file: string; target: string };
  salvage: { path: string; target: string };
  export: { path: string; target: string; scope: BundleScope; at: number; app: string };
  import: { path: string; file: string; scratch: string; at: number };
  'undo-import': { path: string };
}

export type TaskName = keyof TaskParams;
export interface KeepingTask {
  name: TaskName;
  params: TaskParams[TaskName];
}

export type TaskAnswer =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; result: TaskResults[TaskName] }
  | { kind: 'cancelled' }
  /** For the person. */
  | { kind: 'refused'; code: ErrorCode; message: string }
  /** A bug, or a disk that fails; for the log. */
  | { kind: 'failed'; detail: string };

type Tasks = {
  [Name in TaskName]: (params: TaskParams[Name], control: JobControl) => Promise<TaskResults[Name]> | TaskResults[Name];
};

/** Every task by its name. */
export const tasks: Tasks = {
  'back-up': backUp,
  check: ({ path }, control) => checkDatabase(path, control),
  stage: stageBackup,
  salvage,
  export: exportBundle,
  import: importBundle,
  'undo-import': ({ path }) => undoImport(path),
};
