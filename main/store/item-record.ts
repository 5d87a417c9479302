/** A row of the item table with everything that is known of the item. */
import type { ItemRecord } from '../../shared/item.ts';
import { rowToMarks, type MarksRow } from './item-marks.ts';
import { rowToItem, type ItemDbRow } from './item-row.ts';

export interface ItemRecordRow extends ItemDbRow, MarksRow {
  first_occurrence_id: number;
  last_occurrence_id: number;
  activating_occurrence_id: number;
}

/** To follow SELECT; the tables follow it. */
export const recordColumns = `
  item.id, item.project_id, counter, mechanism, fingerprint, item.protocol, title, culprit, item.level,
  environment.name AS environment, platform, language, framework, item.status, resolved_in_version, last_activated_at,
  last_resolved_at, last_muted_at, reactivated_at, viewed_at, item.first_seen_at, item.last_seen_at, total_occurrences,
  people, item.first_occurrence_id, item.last_occurrence_id, activating_occurrence_id, title_locked, level_locked,
  assigned_user_id, assigned_team_id, snoozed_at, snoozed_until`;

export const recordSource = 'FROM item JOIN environment ON environment.id = item.environment_id';

export function rowToRecord(row: ItemRecordRow): ItemRecord {
  return {
    ...rowToItem(row),
    ...rowToMarks(row),
    firstOccurrenceId: row.first_occurrence_id,
    lastOccurrenceId: row.last_occurrence_id,
    activatingOccurrenceId: row.activating_occurrence_id,
  };
}
