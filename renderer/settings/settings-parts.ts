/** What the settings show and change. */
import type { AppStatus } from '../../shared/app-status.ts';
import type { AccountState } from '../state/account.svelte.ts';
import type { Arrival } from '../state/arrival.svelte.ts';
import type { AlertsState } from '../state/alerts.svelte.ts';
import type { DesktopPart } from '../state/desktop.svelte.ts';
import type { ListenerState } from '../state/listener.svelte.ts';
import type { Preferences } from '../state/preferences.svelte.ts';
import type { Projects } from '../state/projects.svelte.ts';
import type { Redaction } from '../state/redaction.svelte.ts';
import type { SafekeepingPage } from '../state/safekeeping.svelte.ts';
import type { GroupingRulesState } from '../state/grouping-rules.svelte.ts';
import type { RegroupingState } from '../state/regrouping.svelte.ts';
import type { SourceState } from '../state/source.svelte.ts';
import type { StorageState } from '../state/storage.svelte.ts';
import type { SettingsState } from '../state/settings.svelte.ts';
import type { Symbols } from '../state/symbols.svelte.ts';

export interface SettingsParts {
  status: AppStatus | null;
  projects: Projects;
  account: AccountState;
  settings: SettingsState;
  listener: ListenerState;
  arrival: Arrival;
  source: SourceState;
  preferences: Preferences;
  symbols: Symbols;
  regrouping: RegroupingState;
  groupingRules: GroupingRulesState;
  alerts: AlertsState;
  desktop: DesktopPart;
  redaction: Redaction;
  safekeeping: SafekeepingPage;
  storage: StorageState;
  /** The section that the address asks for. */
  section: string | null;
}
