/** Two occurrences side by side, whole: as they were understood, and as they were received. */
import type { OccurrenceView } from '../../shared/contract.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import { codeOf } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type Comparison = ReturnType<typeof createComparison>;

export interface Side {
  view: OccurrenceView;
  /** The body as it was received. */
  raw: string;
}

export function createComparison({ client }: Pick<Surroundings, 'client'>) {
  let ids = $state.raw<readonly [number, number] | null>(null);
  let sides = $state.raw<readonly [Side, Side] | null>(null);
  let failure = $state<ErrorCode | null>(null);

  async function sideOf(id: number): Promise<Side> {
    const [view, { text }] = await Promise.all([
      client.call('occurrences.get', { id }),
      client.call('occurrences.raw', { id }),
    ]);
    return { view, raw: text };
  }

  async function load(): Promise<void> {
    const asked = ids;
    if (asked === null) return;
    failure = null;
    try {
      const both = await Promise.all([sideOf(asked[0]), sideOf(asked[1])]);
      if (ids === asked) sides = both;
    } catch (error) {
      if (ids === asked) failure = codeOf(error);
    }
  }

  return {
    /** Null until both are there. */
    get sides() {
      return sides;
    },
    get failure() {
      return failure;
    },
    show(wanted: readonly [number, number] | null) {
      if (wanted === null ? ids === null : ids?.[0] === wanted[0] && ids[1] === wanted[1]) return;
      ids = wanted;
      sides = null;
      void load();
    },
    retry: load,
  };
}
