/** The time that ages are told from. It ticks, so that they grow while nothing else happens. */
import type { Later } from './surroundings.ts';

export type Clock = ReturnType<typeof createClock>;

export function createClock(now: () => number, later: Later, everyMs = 1000) {
  let time = $state(now());

  function tick(): void {
    time = now();
    later(tick, everyMs);
  }
  later(tick, everyMs);

  return {
    /** Unix milliseconds. */
    get now() {
      return time;
    },
  };
}
