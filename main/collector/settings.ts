/** Settings of the installation, kept in memory: they are looked at for every report. */
import type { Settings } from '../../shared/app-status.ts';
import type { Store } from '../store/store.ts';

export interface SettingsKeeper {
  read(): Settings;
  change(settings: Settings): Settings;
}

/** `strict` is off unless somebody has switched it on. */
export function createSettings(store: Store): SettingsKeeper {
  let settings: Settings = { strict: store.settings.get('strict') === true };
  return {
    read: () => settings,
    change: (wanted) => {
      store.settings.set('strict', wanted.strict);
      settings = wanted;
      return settings;
    },
  };
}
