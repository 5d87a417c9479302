/** How reports are grouped, and the change of that: asked for again while something of it is under way. */
import type { Regrouping } from '../../shared/regrouping.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type RegroupingState = ReturnType<typeof createRegrouping>;

const pauseMs = 700;

export function createRegrouping({ client, later }: Surroundings) {
  let now = $state.raw<Regrouping | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let stopWaiting: (() => void) | null = null;

  async function ask(call: () => Promise<Regrouping>): Promise<void> {
    stopWaiting?.();
    stopWaiting = null;
    try {
      now = await call();
      failure = null;
    } catch (error) {
      failure = errorWords[codeOf(error)];
    }
    if (failure === null && now && isUnderWay(now)) stopWaiting = later(load, pauseMs);
  }
  function load(): void {
    void ask(() => client.call('grouping.read', {}));
  }

  return {
    /** Null until the collector has answered. */
    get now() {
      return now;
    },
    get failure() {
      return failure;
    },
    load,
    preview: () => ask(() => client.call('grouping.preview', {})),
    cancelPreview: () => ask(() => client.call('grouping.cancelPreview', {})),
    change: () => ask(() => client.call('grouping.change', {})),
    takeBack: () => ask(() => client.call('grouping.takeBack', {})),
  };
}

/** Does it change by itself? */
export function isUnderWay({ state, problem, preview }: Regrouping): boolean {
  return (state !== 'none' && state !== 'changed' && problem === null) || preview?.state === 'running';
}
