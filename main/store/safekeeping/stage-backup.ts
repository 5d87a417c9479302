/** Makes a backup ready to take the place of the present database: looked through first, then copied. */
import { existsSync } from 'node:fs';
import { Refusal } from '../../../shared/error-codes.ts';
import type { BackupFacts } from '../../../shared/safekeeping.ts';
import { isDamage } from '../database.ts';
import { migrations } from '../migrate.ts';
import { openForReading } from '../rql/run-query.ts';
import { backUp } from './back-up.ts';
import { checkDatabase } from './check.ts';
import type { JobControl } from './job-control.ts';

/**
 * Copies the backup `file` to `target`. Refusals: `not-found`, `newer-database`, and `data-damaged` when the backup is
 * not sound or is no database of Stacktray.
 */
export async function stageBackup(
  { file, target }: { file: string; target: string },
  control: JobControl,
): Promise<BackupFacts> {
  if (!existsSync(file)) throw new Refusal('not-found', `There is no file ${file}.`);
  refuseStrangers(file);
  const { isSound, findings, facts } = await checkDatabase(file, control);
  if (!isSound)
    throw new Refusal('data-damaged', `This backup is damaged: ${findings[0] ?? ''} Nothing was changed; use another.`);
  await backUp({ path: file, target, marked: false }, control);
  return facts;
}

function refuseStrangers(file: string): void {
  const strange = new Refusal('data-damaged', `${file} is no backup of Stacktray. Nothing was changed.`);
  try {
    const db = openForReading(file);
    try {
      const version = db.pragma('user_version', { simple: true }) as number;
      if (version > migrations.length)
        throw new Refusal('newer-database', 'The backup was made by a newer Stacktray. Update Stacktray to use it.');
      const isOurs = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'occurrence'`).get() !== undefined;
      if (version === 0 || !isOurs) throw strange;
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error)) throw strange;
    throw error;
  }
}
