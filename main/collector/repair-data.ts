/** Saves what can be read of a damaged database before a collector starts on it. */
import { existsSync } from 'node:fs';
import type { KeepingJob } from '../../shared/safekeeping.ts';
import { safekeeping } from '../store/store.ts';

export interface RepairWish {
  dataFolder: string;
  /** Unix milliseconds. */
  at: number;
  /** One line for the log. */
  log: (line: string) => void;
  onProgress: (progress: Pick<KeepingJob, 'done' | 'total'>) => void;
}

/**
 * The new database takes the place of the damaged one when the folder is opened next; the damaged one is kept among the
 * backups. Returns what was saved, in a sentence. Refusals: `data-in-use`, and `data-damaged` when nothing can be saved.
 */
export async function repairData({ dataFolder, at, log, onProgress }: RepairWish): Promise<string> {
  const path = safekeeping.databasePath(dataFolder);
  if (!existsSync(path)) return 'There is no database to repair.';
  const unlock = safekeeping.lock(dataFolder);
  try {
    const target = safekeeping.nextPath(dataFolder, 'damaged', at);
    const { saved, damaged } = await safekeeping.run('salvage', { path, target }, onProgress).result;
    for (const [table, rows] of Object.entries(saved)) {
      if (rows > 0 || damaged.includes(table))
        log(`${table}: ${String(rows)} rows saved${damaged.includes(table) ? ', some could not be read' : ''}`);
    }
    const [items, occurrences] = [saved['item'] ?? 0, saved['occurrence'] ?? 0];
    const lost = damaged.length === 0 ? 'Everything could be read' : `Damaged: ${damaged.join(', ')}`;
    return `${String(items)} items and ${String(occurrences)} occurrences were saved. ${lost}.`;
  } finally {
    unlock();
  }
}
