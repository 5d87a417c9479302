/** Backups and what is done with the data, in words. */
import type { Backup, BackupKind, JobKind, JobOutcome, KeepingJob } from '../../shared/safekeeping.ts';
import { exactTime } from '../ui/format-age.ts';
import { amount, bytesText, numberText } from '../ui/format-number.ts';
import { oneLine } from '../ui/one-line.ts';

export const backupWords: Record<BackupKind, string> = {
  daily: 'Daily backup',
  manual: 'Backup',
  replaced: 'Data before a restore',
  damaged: 'Damaged data before a repair',
};

const running: Record<JobKind, string> = {
  'back-up': 'Backing up',
  check: 'Checking',
  restore: 'Looking through the backup and copying it',
  export: 'Exporting',
  import: 'Importing',
};

/** `20 items, 3,000 occurrences · 4.2 MB`. */
export function backupFacts({ facts, bytes }: Backup): string {
  const counts = facts ? `${amount(facts.items, 'item')}, ${amount(facts.occurrences, 'occurrence')} · ` : '';
  return counts + bytesText(bytes);
}

export function backupName({ kind, madeAt }: Backup): string {
  return `${backupWords[kind]} of ${exactTime(madeAt)}`;
}

/** What runs, or how what ran last has ended. */
export function jobText(job: KeepingJob): string {
  const { kind, state, done, total, unit, problem, outcome } = job;
  if (state === 'cancelled') return 'Cancelled. Nothing was changed.';
  if (state === 'failed') return problem ?? '';
  if (outcome) return outcomeText(outcome);
  if (total === 0) return `${running[kind]}…`;
  if (unit === 'bytes' || unit === 'pages') return `${running[kind]}: ${String(Math.floor((100 * done) / total))}%`;
  return `${running[kind]}: ${numberText(done)} of ${amount(total, unit === 'tables' ? 'table' : 'report')}`;
}

function outcomeText(outcome: JobOutcome): string {
  switch (outcome.kind) {
    case 'backed-up':
      return `${amount(outcome.facts.occurrences, 'occurrence')} backed up to ${oneLine(outcome.file, 300)}.`;
    case 'checked':
      return outcome.report.isSound
        ? `Sound: ${amount(outcome.report.facts.items, 'item')}, ${amount(outcome.report.facts.occurrences, 'occurrence')}.`
        : 'Not sound:';
    case 'restored':
      return 'Restored. Stacktray starts again with it.';
    case 'exported':
      return `${amount(outcome.occurrences, 'occurrence')} exported, ${bytesText(outcome.bytes)}.`;
    case 'imported':
      return `${amount(outcome.occurrences, 'occurrence')} of ${amount(outcome.items, 'item')} imported${
        outcome.known > 0 ? `; ${numberText(outcome.known)} were here already` : ''
      }.`;
  }
}
