/** A row of the item table with everything that is known of the item. */
import type { ItemRecord } from '../../shared/item.ts';
import { rowToMarks, type MarksRow } from './item-marks.ts';
import { itemColumns, rowToItem, type ItemDbRow } from './item-row.ts';

export interface ItemRecordRow extends ItemDbRow, MarksRow {
  first_occurrence_id: number;
  last_occurrence_id: number;
  activating_occurrence_id: number;
  is_group: number;
}

/** To follow SELECT; `itemSource` follows it. */
export const recordColumns = `${itemColumns}, item.first_occurrence_id, item.last_occurrence_id,
  activating_occurrence_id, title_locked, level_locked, assigned_user_id, assigned_team_id, snoozed_at, snoozed_until,
  snooze_condition, pinned_at,
  EXISTS (SELECT 1 FROM item AS member WHERE member.merged_into = item.id) AS is_group`;

export function rowToRecord(row: ItemRecordRow): ItemRecord {
  return {
    ...rowToItem(row),
    ...rowToMarks(row),
    firstOccurrenceId: row.first_occurrence_id,
    lastOccurrenceId: row.last_occurrence_id,
    activatingOccurrenceId: row.activating_occurrence_id,
    mergedInto: row.merged_into,
    isGroup: row.is_group === 1,
  };
}
