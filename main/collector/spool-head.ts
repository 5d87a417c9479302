/** How far the spool is stored: kept in the database, in the transactions that store. */
import { isObject } from '../../shared/json.ts';
import { firstHead, type SpoolHead } from '../spool/spool.ts';
import type { ReportTables } from '../store/store.ts';

const name = 'spool-head';

export function spoolHeadOf({ settings }: Pick<ReportTables, 'settings'>): SpoolHead {
  const kept = settings.get(name);
  if (!isObject(kept)) return firstHead;
  const { position, offset } = kept;
  return typeof position === 'number' && typeof offset === 'number' ? { position, offset } : firstHead;
}

export function setSpoolHead({ settings }: Pick<ReportTables, 'settings'>, { position, offset }: SpoolHead): void {
  settings.set(name, { position, offset });
}
