/** What a new occurrence does to its item (rollbar.md 4.8). */
import type { TriageState } from '../../shared/item.ts';
import { isOlderVersion, type DeployOrder } from './version-order.ts';

export type OccurrenceDecision = 'started' | 'seen' | 'reactivated' | 'stayed-resolved' | 'stayed-muted';

/**
 * @param state the item's state before the occurrence; null when the occurrence is its first
 * @param release the version that the occurrence carries
 * @param wasDeployedBefore the order of versions that have none of their own, in the occurrence's environment
 */
export function decideOnOccurrence(
  state: TriageState | null,
  release: string | null,
  wasDeployedBefore: DeployOrder,
): OccurrenceDecision {
  if (state === null) return 'started';
  switch (state.status) {
    case 'active':
      return 'seen';
    case 'muted':
      return 'stayed-muted';
    case 'archived':
      return 'reactivated';
    case 'resolved':
      return isBeforeTheFix(release, state.resolvedInVersion, wasDeployedBefore) ? 'stayed-resolved' : 'reactivated';
  }
}

/** Only a comparison that both versions allow keeps an item resolved: a doubt must not hide an error. */
function isBeforeTheFix(release: string | null, resolvedIn: string | null, wasDeployedBefore: DeployOrder): boolean {
  return release !== null && resolvedIn !== null && isOlderVersion(release, resolvedIn, wasDeployedBefore);
}
