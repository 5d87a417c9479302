/** What a person can want of items, what comes of it, and how it is said. Pure. */
import { isSnoozed, type ItemRow, type ItemStatus } from '../../shared/item.ts';
import type { Level } from '../../shared/level.ts';
import { conditionWords, type SnoozeCondition } from '../../shared/snooze.ts';
import type { BulkWish, TriageCommand } from '../../shared/triage.ts';
import { dayAndTime } from './wake-times.ts';

export type Wish =
  /** Without a version, whatever comes next brings it back. */
  | { kind: 'resolve'; inVersion?: string | null | undefined }
  | { kind: 'mute' }
  | { kind: 'activate' }
  /** `until` in unix milliseconds; null until somebody wakes it. */
  | { kind: 'snooze'; until: number | null; condition?: SnoozeCondition | undefined }
  | { kind: 'pin' | 'unpin' }
  | { kind: 'wake' }
  | { kind: 'delete' }
  | { kind: 'bring-back' }
  | { kind: 'set-level'; level: Level }
  | { kind: 'set-title'; title: string }
  /** Their occurrences belong to `into` from then on; `name` is its number. */
  | { kind: 'merge'; into: number; name: string }
  /** `name` is that of the user, for words; both are null to take the assignment away. */
  | { kind: 'assign'; userId: number | null; name: string | null };

/** What is merged is in no list. */
const statusOf = { mute: 'muted', activate: 'active', merge: 'archived' } as const;

/** Is the item already as wished? */
export function isAsWished(row: ItemRow, wish: Wish, now: number): boolean {
  switch (wish.kind) {
    case 'snooze':
      return !wish.condition && isSnoozed(row, now) && row.snoozedUntil === wish.until && row.snoozeCondition === null;
    case 'pin':
    case 'unpin':
      return (row.pinnedAt !== null) === (wish.kind === 'pin');
    case 'wake':
      return row.snoozedAt === null;
    case 'assign':
      return row.assignedUserId === wish.userId;
    case 'set-level':
      return row.level === wish.level;
    case 'set-title':
      return row.title === wish.title;
    case 'delete':
    case 'bring-back':
      return (row.deletedAt !== null) === (wish.kind === 'delete');
    case 'resolve':
      return row.status === 'resolved' && (!wish.inVersion || row.resolvedInVersion === wish.inVersion);
    default:
      return row.status === statusOf[wish.kind];
  }
}

/** The item as it will be once the collector has agreed; `at` in unix milliseconds. */
export function foreseen<Row extends ItemRow>(row: Row, wish: Wish, at: number): Row {
  switch (wish.kind) {
    case 'snooze':
      return { ...row, snoozedAt: at, snoozedUntil: wish.until, snoozeCondition: wish.condition ?? null };
    case 'pin':
      return { ...row, pinnedAt: at };
    case 'unpin':
      return { ...row, pinnedAt: null };
    case 'wake':
      return { ...row, snoozedAt: null, snoozedUntil: null, snoozeCondition: null };
    case 'assign':
      return { ...row, assignedUserId: wish.userId };
    case 'set-level':
      return { ...row, level: wish.level };
    case 'set-title':
      return { ...row, title: wish.title };
    case 'delete':
      return { ...row, status: 'archived', deletedAt: at };
    case 'bring-back':
      // Which status it had is not known here.
      return { ...row, deletedAt: null };
    case 'resolve':
      return { ...withStatus(row, 'resolved', at), resolvedInVersion: wish.inVersion ?? null };
    default:
      return withStatus(row, statusOf[wish.kind], at);
  }
}

function withStatus<Row extends ItemRow>(row: Row, status: ItemStatus, at: number): Row {
  return {
    ...row,
    status,
    reactivatedAt: null,
    ...(status === 'resolved' ? { lastResolvedAt: at } : {}),
    ...(status === 'muted' ? { lastMutedAt: at } : {}),
  };
}

/** The item with what a wish can change as it was `before`; what occurrences have changed since stays. */
export function withoutWish<Row extends ItemRow>(row: Row, before: ItemRow): Row {
  const { status, resolvedInVersion, lastResolvedAt, lastMutedAt, reactivatedAt } = before;
  const { snoozedAt, snoozedUntil, snoozeCondition, pinnedAt, assignedUserId, title, level, deletedAt } = before;
  const decided = { status, resolvedInVersion, lastResolvedAt, lastMutedAt, reactivatedAt, title, level, deletedAt };
  return { ...row, ...decided, snoozedAt, snoozedUntil, snoozeCondition, pinnedAt, assignedUserId };
}

/** The command that says it to the collector. */
export function commandOf(wish: Wish, base: { id: string; at: number; itemIds: number[] }): TriageCommand {
  if (wish.kind === 'merge') return { ...base, kind: 'merge', into: wish.into };
  if (wish.kind === 'set-title') return { ...base, ...wish };
  return { ...base, ...sentWish(wish) };
}

/** The wish as the contract has it. */
export function sentWish(wish: ManyWish): BulkWish {
  switch (wish.kind) {
    case 'resolve':
      return { kind: 'resolve', inVersion: wish.inVersion ?? null };
    case 'snooze':
      return {
        kind: 'snooze',
        isOn: true,
        until: wish.until,
        ...(wish.condition ? { condition: wish.condition } : {}),
      };
    case 'pin':
    case 'unpin':
      return { kind: 'pin', isOn: wish.kind === 'pin' };
    case 'wake':
      return { kind: 'snooze', isOn: false, until: null };
    case 'set-level':
      return { kind: 'set-level', level: wish.level };
    case 'assign':
      return { kind: 'assign', userId: wish.userId };
    default:
      return { kind: wish.kind };
  }
}

/** What can be wished of all items that match. */
export type ManyWish = Exclude<Wish, { kind: 'merge' | 'set-title' }>;

/** What was done, as a toast says it; `what` names the items. */
export function wordsOf(wish: Wish, what: string): string {
  switch (wish.kind) {
    case 'resolve':
      return wish.inVersion ? `Resolved ${what} in ${wish.inVersion}` : `Resolved ${what}`;
    case 'mute':
      return `Muted ${what}`;
    case 'activate':
      return `Reopened ${what}`;
    case 'snooze':
      return `Snoozed ${what}${snoozeEnd(wish)}`;
    case 'pin':
      return `Pinned ${what}`;
    case 'unpin':
      return `Unpinned ${what}`;
    case 'wake':
      return `Woke ${what}`;
    case 'delete':
      return `Deleted ${what}`;
    case 'bring-back':
      return `Brought back ${what}`;
    case 'set-level':
      return `Level of ${what} set to ${wish.level}`;
    case 'set-title':
      return `Renamed ${what}`;
    case 'merge':
      return `Merged ${what} into ${wish.name}`;
    case 'assign':
      return wish.name === null ? `Assigned ${what} to nobody` : `Assigned ${what} to ${wish.name}`;
  }
}

function snoozeEnd({ until, condition }: { until: number | null; condition?: SnoozeCondition | undefined }): string {
  if (condition) return ` until ${conditionWords(condition)}`;
  return until === null ? '' : ` until ${dayAndTime(until)}`;
}
