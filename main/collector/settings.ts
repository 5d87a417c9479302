/** Settings of the installation as the contract names them. */
import type { Settings } from '../../shared/app-status.ts';
import type { Store } from '../store/store.ts';

/** Off unless somebody has switched it on. */
export function isStrict(store: Store): boolean {
  return store.settings.get('strict') === true;
}

export function readSettings(store: Store): Settings {
  return { strict: isStrict(store) };
}
