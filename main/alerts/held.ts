/** What was not told of one by one, and is told of together. */
import type { Arrival } from './arrival.ts';
import type { Reason } from './reason.ts';

export interface Tellable {
  arrival: Arrival;
  reason: Reason;
}

export interface Held {
  /** Since when something is held, unix ms. */
  since: number;
  fresh: number;
  back: number;
  /** Items that were there before and are many now. */
  many: number;
  /** The first of them, for when it stays the only one. */
  first: Tellable;
  /** Names of the projects by id; the first few. */
  projects: ReadonlyMap<number, string>;
  /** Are there more projects than those? */
  hasMore: boolean;
}

const mostNames = 3;

export const heldItems = ({ fresh, back, many }: Held): number => fresh + back + many;

/** Adds to what is held already, if anything; null when there is nothing at all. */
export function hold(held: Held | null, more: readonly Tellable[], now: number): Held | null {
  const first = held?.first ?? more[0];
  if (first === undefined) return null;
  const count = (kinds: readonly Reason['kind'][]): number =>
    more.filter(({ reason }) => kinds.includes(reason.kind)).length;
  const projects = new Map(held?.projects);
  let hasMore = held?.hasMore ?? false;
  for (const { arrival } of more) {
    if (projects.size < mostNames) projects.set(arrival.projectId, arrival.projectName);
    else if (!projects.has(arrival.projectId)) hasMore = true;
  }
  return {
    since: held?.since ?? now,
    fresh: (held?.fresh ?? 0) + count(['fresh']),
    back: (held?.back ?? 0) + count(['back']),
    many: (held?.many ?? 0) + count(['milestone', 'burst']),
    ...{ first, projects, hasMore },
  };
}
