/** What a row of the inbox shows of an item. */
import { isSnoozed, isUnviewed, type ItemRow, type ItemView } from '../../shared/item.ts';
import { conditionWords } from '../../shared/snooze.ts';
import { dayAndTime } from '../state/wake-times.ts';
import { numberText } from '../ui/format-number.ts';
import { revisionText } from '../ui/format-revision.ts';
import { oneLine } from '../ui/one-line.ts';

const day = 24 * 3600 * 1000;

/** 600: not looked at since it came or came back; 400: known; 400 in the second strength: nothing has come since. */
export type Weight = 'unseen' | 'known' | 'seen';

export function weightOf(row: ItemRow): Weight {
  if (row.status === 'active' && isUnviewed(row)) return 'unseen';
  return row.viewedAt !== null && row.viewedAt >= row.lastSeenAt ? 'seen' : 'known';
}

export interface RowChip {
  tone: 'new' | 'reactivated' | 'resolved' | 'snoozed' | 'plain';
  words: string;
}

/** A status only where it is news in this view. */
export function chipOf(row: ItemRow, view: ItemView, now: number): RowChip | null {
  if (row.deletedAt !== null) return view === 'deleted' ? null : { tone: 'plain', words: 'deleted' };
  if (row.status === 'resolved') {
    if (row.resolvedInVersion)
      return { tone: 'resolved', words: `resolved in ${revisionText(row.resolvedInVersion, 40)}` };
    return view === 'all' ? { tone: 'resolved', words: 'resolved' } : null;
  }
  if (row.status === 'muted') return view === 'all' ? { tone: 'plain', words: 'muted' } : null;
  if (isSnoozed(row, now))
    return {
      tone: 'snoozed',
      words: row.snoozeCondition ? `until ${conditionWords(row.snoozeCondition)}` : snoozeWords(row.snoozedUntil),
    };
  if (row.reactivatedAt !== null) return { tone: 'reactivated', words: 'reactivated' };
  const isNew = row.viewedAt === null && now - row.firstSeenAt < day;
  return isNew && view !== 'new' ? { tone: 'new', words: 'new' } : null;
}

/** `until` in unix milliseconds; null when the snooze does not end by itself. */
export function snoozeWords(until: number | null): string {
  return until === null ? 'snoozed' : `until ${dayAndTime(until)}`;
}

/** The row in one sentence, for those who hear it. The age is left out: it would be said anew every second. */
export function nameOf(row: ItemRow, project: string, chip: RowChip | null): string {
  return [
    oneLine(row.title),
    chip?.words,
    row.level,
    `${project} #${String(row.counter)}`,
    row.environment,
    `${numberText(row.totalOccurrences)} ${row.totalOccurrences === 1 ? 'occurrence' : 'occurrences'}`,
  ]
    .filter(Boolean)
    .join(', ');
}
