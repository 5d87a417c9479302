/** The rules of notifications, as they are kept. */
import * as v from 'valibot';
import { firstAlertSettings, type AlertSettings } from '../../shared/alert.ts';
import { alertSettingsSchema } from '../../shared/alert-calls.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Store } from '../store/store.ts';

const name = 'alerts';

/** What somebody chose, else what holds from the beginning. */
export function readAlertSettings({ settings }: Pick<Store, 'settings'>): AlertSettings {
  const kept = v.safeParse(alertSettingsSchema, settings.get(name));
  return kept.success ? kept.output : firstAlertSettings;
}

/** Keeps one rule per project, the last one given; returns what was kept. */
export function saveAlertSettings({ settings }: Pick<Store, 'settings'>, wanted: AlertSettings): AlertSettings {
  const projects = [...new Map(wanted.projects.map((each) => [each.projectId, each])).values()];
  const kept = { ...wanted, projects };
  settings.set(name, kept as unknown as JsonValue);
  return kept;
}
