/** Settings of the installation, kept in memory: they are looked at for every report. */
import type { Settings } from '../../shared/app-status.ts';
import { mechanisms, type Mechanism } from '../grouping/group.ts';
import type { Store } from '../store/store.ts';

export interface SettingsKeeper {
  read(): Settings;
  change(settings: Settings): Settings;
  /** How reports are grouped: what the installation began with, or was changed to. */
  mechanism(): Mechanism;
  /** Groups what comes from now on by `mechanism`. */
  group(mechanism: Mechanism): void;
}

/** `strict` is off unless somebody has switched it on. */
export function createSettings(store: Store): SettingsKeeper {
  let mechanism = mechanismOf(store);
  let settings: Settings = { strict: store.settings.get('strict') === true };
  return {
    read: () => settings,
    mechanism: () => mechanism,
    group: (wanted) => {
      store.settings.set('grouping', wanted);
      mechanism = wanted;
    },
    change: (wanted) => {
      store.settings.set('strict', wanted.strict);
      settings = wanted;
      return settings;
    },
  };
}

/** The newest for an installation without projects, that is for a new one; items of others keep the keys they have. */
function mechanismOf(store: Store): Mechanism {
  const chosen = mechanisms.find((name) => name === store.settings.get('grouping'));
  if (chosen !== undefined) return chosen;
  const first: Mechanism = store.projects.count() === 0 ? 'st2' : 'st1';
  store.settings.set('grouping', first);
  return first;
}
