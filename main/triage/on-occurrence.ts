/** What a new occurrence does to its item (rollbar.md 4.8). */
import type { TriageState } from '../../shared/item.ts';
import { isOlderVersion } from './version-order.ts';

export type OccurrenceDecision = 'started' | 'seen' | 'reactivated' | 'stayed-resolved' | 'stayed-muted';

/**
 * @param state the item's state before the occurrence; null when the occurrence is its first
 * @param release the version that the occurrence carries
 */
export function decideOnOccurrence(state: TriageState | null, release: string | null): OccurrenceDecision {
  if (state === null) return 'started';
  switch (state.status) {
    case 'active':
      return 'seen';
    case 'muted':
      return 'stayed-muted';
    case 'archived':
      return 'reactivated';
    case 'resolved':
      return happenedBeforeTheFix(release, state.resolvedInVersion) ? 'stayed-resolved' : 'reactivated';
  }
}

/** Only a comparison that both versions allow keeps an item resolved: a doubt must not hide an error. */
function happenedBeforeTheFix(release: string | null, resolvedIn: string | null): boolean {
  return release !== null && resolvedIn !== null && isOlderVersion(release, resolvedIn);
}
