/**
 * Asking again for what is shown, without asking too often and without showing an answer that is out of date: one load at
 * a time, a pause between two, and nothing is applied that was asked for before a decision of the person was on its way.
 */
import type { Later } from './surroundings.ts';

export interface Refresher {
  /** Soon, or right after what is running now. */
  request(): void;
  /** At once; whatever is under way is not applied any more. */
  restart(): void;
  /** Until `release`, answers are thrown away; afterwards there is a new one. Holds nest. */
  hold(): void;
  release(): void;
}

/** `load` asks, and resolves with the function that shows the answer; it must not reject. */
export function createRefresher(load: () => Promise<() => void>, later: Later, pauseMs = 200): Refresher {
  let epoch = 0;
  let holds = 0;
  let busy = false;
  let wanted = false;

  async function run(): Promise<void> {
    busy = true;
    wanted = false;
    const started = ++epoch;
    const apply = await load();
    if (started !== epoch) return;
    if (holds === 0) apply();
    else wanted = true;
    later(() => {
      if (started !== epoch) return;
      busy = false;
      if (wanted && holds === 0) void run();
    }, pauseMs);
  }

  return {
    request() {
      if (busy || holds > 0) wanted = true;
      else void run();
    },
    restart() {
      void run();
    },
    hold() {
      holds += 1;
    },
    release() {
      holds -= 1;
      if (holds > 0) return;
      // What was asked before the decision may have been answered from before it.
      void run();
    },
  };
}
