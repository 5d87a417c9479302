/** An item as the library hands it out. */
import type { ItemRecord } from '../../../../../../shared/item.ts';

export function anItemRecord(more: Partial<ItemRecord> = {}): ItemRecord {
  return {
    ...{ id: 1, projectId: 1, counter: 1, protocol: 'rollbar', title: 'TypeError: x', culprit: '', level: 'error' },
    ...{ environment: 'production', platform: 'browser', language: 'javascript', framework: null, fingerprint: 'f' },
    ...{ mechanism: 'st1', firstSeenAt: 1500, lastSeenAt: 2500, totalOccurrences: 2, people: 0, viewedAt: null },
    ...{ status: 'active', resolvedInVersion: null, lastActivatedAt: 1500, lastResolvedAt: null, lastMutedAt: null },
    ...{ reactivatedAt: null, titleLocked: false, levelLocked: false, assignedUserId: null, assignedTeamId: null },
    ...{ snoozedAt: null, snoozedUntil: null, firstOccurrenceId: 1, lastOccurrenceId: 2, activatingOccurrenceId: 1 },
    ...{ mergedInto: null, isGroup: false, snoozeCondition: null, pinnedAt: null },
    ...more,
  };
}
