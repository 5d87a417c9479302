/** The settings that belong to the collector. Shown as changed at once; the collector's answer counts. */
import type { Settings } from '../../shared/app-status.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

export type SettingsState = ReturnType<typeof createSettings>;

export function createSettings({ client }: Surroundings, toasts: Toasts) {
  let values = $state.raw<Settings | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);

  async function ask(call: () => Promise<Settings>, before: Settings | null): Promise<void> {
    try {
      values = await call();
      failure = null;
    } catch (error) {
      values = before;
      failure = errorWords[codeOf(error)];
    }
  }

  async function setStrict(strict: boolean): Promise<void> {
    const before = values;
    values = { strict };
    await ask(() => client.call('settings.change', { strict }), before);
    if (failure !== null) return;
    const words = strict ? 'What Rollbar refuses is refused' : 'Every report is taken';
    toasts.show('done', words, { action: { words: 'Undo', run: () => void setStrict(!strict) } });
  }

  return {
    /** Null until the collector has answered. */
    get values() {
      return values;
    },
    get failure() {
      return failure;
    },
    load: () => ask(() => client.call('settings.get', {}), values),
    /** A toast says so, and takes it back. */
    setStrict,
  };
}
