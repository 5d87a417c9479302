/** One thing that is asked about the open item, for as long as something on the screen shows it. */
import type { ErrorCode } from '../../shared/error-codes.ts';
import { codeOf } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Later } from './surroundings.ts';

export interface ItemPart<Found> {
  /** What was answered last for the item that is shown; null until then. */
  readonly found: Found | null;
  readonly failure: ErrorCode | null;
  /** Loads it for this item; null when nothing shows it any more. */
  show(id: number | null): void;
  /** What is shown may have changed. */
  refresh(): void;
  /** Asks anew, for another question about the same item too. */
  retry(): void;
}

/** Old content stays until new is there, at most one question a second. */
const pauseMs = 1000;

export function createItemPart<Found>(ask: (id: number) => Promise<Found>, later: Later): ItemPart<Found> {
  let id = $state<number | null>(null);
  let answer = $state.raw<{ id: number; found: Found } | null>(null);
  let failure = $state<ErrorCode | null>(null);
  const refresher = createRefresher(load, later, pauseMs);

  async function load(): Promise<() => void> {
    const asked = id;
    if (asked === null) return () => undefined;
    try {
      const found = await ask(asked);
      return () => {
        if (id !== asked) return;
        answer = { id: asked, found };
        failure = null;
      };
    } catch (error) {
      const code = codeOf(error);
      return () => {
        if (id === asked) failure = code;
      };
    }
  }

  return {
    get found() {
      return answer && answer.id === id ? answer.found : null;
    },
    get failure() {
      return failure;
    },
    show(wanted) {
      if (wanted === id) return;
      id = wanted;
      failure = null;
      if (wanted !== null) refresher.restart();
    },
    refresh() {
      if (id !== null) refresher.request();
    },
    retry() {
      failure = null;
      refresher.restart();
    },
  };
}
