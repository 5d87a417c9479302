/** An item as Rollbar's API writes it (rollbar.md 3.1.1). */
import { isSnoozed, type ItemRecord } from '../../../../shared/item.ts';
import { frameworkId, frameworkName, platformId, platformName } from '../../../rql/rql.ts';
import { seconds } from './endpoint.ts';

/** The item into which others are merged is their group (rollbar.md 3.1.8). */
export const groupStatus = { ordinary: 1, group: 2 };

/** In a list. A merged item is ruled by the one that it is merged into. */
export function itemShape(item: ItemRecord): Record<string, unknown> {
  return {
    ...{ id: item.id, counter: item.counter, project_id: item.projectId, environment: item.environment },
    ...{ hash: item.fingerprint, title: item.title, status: item.status, level: item.level },
    platform: platformName(platformId(item.platform)),
    framework: frameworkName(frameworkId(item.framework, item.language)),
    first_occurrence_id: item.firstOccurrenceId,
    first_occurrence_timestamp: seconds(item.firstSeenAt),
    last_occurrence_id: item.lastOccurrenceId,
    last_occurrence_timestamp: seconds(item.lastSeenAt),
    activating_occurrence_id: item.activatingOccurrenceId,
    last_activated_timestamp: seconds(item.lastActivatedAt),
    last_resolved_timestamp: seconds(item.lastResolvedAt),
    total_occurrences: item.totalOccurrences,
    unique_occurrences: null,
    resolved_in_version: item.resolvedInVersion,
    assigned_user_id: item.assignedUserId,
    assigned_team_id: item.assignedTeamId,
    last_modified_by: null,
    group_item_id: item.mergedInto,
    group_status: item.isGroup ? groupStatus.group : groupStatus.ordinary,
    controlling_id: item.mergedInto ?? item.id,
    level_lock: Number(item.levelLocked),
    title_lock: Number(item.titleLocked),
    ...{ public_item_id: null, integrations_data: null },
  };
}

/** By itself, with what lists leave out. `now` in unix milliseconds. */
export function wholeItemShape(item: ItemRecord, now: number): Record<string, unknown> {
  const { snoozedAt, snoozedUntil } = item;
  const isNow = isSnoozed(item, now);
  const ends = isNow && snoozedAt !== null ? snoozedUntil : null;
  return {
    ...itemShape(item),
    integrations_data: {},
    last_muted_timestamp: seconds(item.lastMutedAt),
    snooze_status: isNow,
    snooze_type: null,
    snooze_expiration_threshold_seconds: ends === null ? null : seconds(ends - (snoozedAt ?? ends)),
    snooze_expiration_datetime: seconds(ends),
  };
}
