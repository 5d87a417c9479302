/** How far a change of the grouping is. Kept among the settings, written in the transaction of each step. */
import { isObject } from '../../shared/json.ts';
import type { RegroupingState } from '../../shared/regrouping.ts';
import type { Store } from '../store/store.ts';

export interface RegroupingRun {
  state: RegroupingState;
  /** The last id that the state has dealt with. */
  position: number;
  /** Occurrences that came later are not part of the change. */
  untilId: number;
}

const name = 'regrouping';

export function readRun({ settings }: Pick<Store, 'settings'>): RegroupingRun {
  const kept = settings.get(name);
  if (!isObject(kept)) return { state: 'none', position: 0, untilId: 0 };
  return kept as unknown as RegroupingRun;
}

export function writeRun({ settings }: Pick<Store, 'settings'>, run: RegroupingRun): void {
  settings.set(name, { ...run });
}
