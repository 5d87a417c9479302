/** Settings of the installation, kept in memory: they are looked at for every report. */
import type { Settings } from '../../shared/app-status.ts';
import { isObject } from '../../shared/json.ts';
import { bodyBounds, portBounds } from '../../shared/listener.ts';
import { mechanisms, type Mechanism } from '../grouping/group.ts';
import type { Store } from '../store/store.ts';

export interface SettingsKeeper {
  read(): Settings;
  change(settings: Settings): Settings;
  listener(): KeptListener;
  changeListener(wanted: Partial<KeptListener>): void;
  /** How reports are grouped: what the installation began with, or was changed to. */
  mechanism(): Mechanism;
  /** Groups what comes from now on by `mechanism`. */
  group(mechanism: Mechanism): void;
}

/** What is kept about the listener. */
export interface KeptListener {
  /** Null until a person has chosen one. */
  port: number | null;
  /** 1 MiB unless it was changed (rollbar.md 1.9). */
  maxBodyBytes: number;
}

/** `strict` is off unless somebody has switched it on. */
export function createSettings(store: Store): SettingsKeeper {
  let mechanism = mechanismOf(store);
  let listener = listenerOf(store);
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
    listener: () => listener,
    changeListener: (wanted) => {
      listener = { ...listener, ...wanted };
      store.settings.set('listener', { ...listener });
    },
  };
}

/** What is kept but makes no sense is the usual. */
function listenerOf(store: Store): KeptListener {
  const kept = store.settings.get('listener');
  const { port, maxBodyBytes } = isObject(kept) ? kept : {};
  return {
    port: isWithin(port, portBounds) ? port : null,
    maxBodyBytes: isWithin(maxBodyBytes, bodyBounds) ? maxBodyBytes : bodyBounds.usual,
  };
}

function isWithin(value: unknown, { least, most }: { least: number; most: number }): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** The newest for an installation without projects, that is for a new one; items of others keep the keys they have. */
function mechanismOf(store: Store): Mechanism {
  const chosen = mechanisms.find((name) => name === store.settings.get('grouping'));
  if (chosen !== undefined) return chosen;
  const first: Mechanism = store.projects.count() === 0 ? 'st2' : 'st1';
  store.settings.set('grouping', first);
  return first;
}
