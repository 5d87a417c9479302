/** The first run: waiting for a report, a moment in which it has arrived, and from then on the inbox. */
import type { Later } from './surroundings.ts';

export type Welcome = ReturnType<typeof createWelcome>;

/** How long the arrival stands before the inbox takes its place, in ms. */
const arrivalMs = 900;

export function createWelcome(later: Later) {
  let phase = $state<'unknown' | 'waiting' | 'arrived' | 'done'>('unknown');

  return {
    get phase() {
      return phase;
    },
    /** The collector has said how many items there are in all. */
    update(items: number) {
      if (items === 0) phase = phase === 'unknown' || phase === 'waiting' ? 'waiting' : phase;
      else if (phase === 'unknown') phase = 'done';
      else if (phase === 'waiting') {
        phase = 'arrived';
        later(() => {
          phase = 'done';
        }, arrivalMs);
      }
    },
  };
}
