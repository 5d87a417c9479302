/**
 * A decision of a person about items. Its id and time are made once, where the key is pressed: repeating a command
 * changes nothing. Wishes are absolute ("is resolved"), never toggles.
 */
import * as v from 'valibot';
import type { Activity } from './activity.ts';
import { itemStatuses, type ItemMarks, type TriageState } from './item.ts';
import { levels } from './level.ts';
import { snoozeConditionSchema } from './snooze.ts';

const time = v.pipe(v.number(), v.integer(), v.minValue(0));
const itemId = v.pipe(v.number(), v.integer(), v.minValue(1));
const itemIds = v.pipe(v.array(itemId), v.minLength(1), v.maxLength(10_000));
const base = { id: v.pipe(v.string(), v.uuid()), at: time };

const triageState = v.strictObject({
  status: v.picklist(itemStatuses),
  resolvedInVersion: v.nullable(v.string()),
  lastActivatedAt: time,
  lastResolvedAt: v.nullable(time),
  lastMutedAt: v.nullable(time),
  reactivatedAt: v.nullable(time),
}) satisfies v.GenericSchema<TriageState>;

const statusPoint = v.strictObject({
  itemId,
  /** What the command made of the item: when it is something else by now, the item is left alone. */
  expected: v.picklist(itemStatuses),
  before: triageState,
});

const title = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const someId = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));
const someMarks = v.partial(
  v.strictObject({
    ...{ title, titleLocked: v.boolean(), level: v.picklist(levels), levelLocked: v.boolean() },
    ...{ assignedUserId: someId, assignedTeamId: someId },
    ...{ snoozedAt: v.nullable(time), snoozedUntil: v.nullable(time) },
    ...{ snoozeCondition: v.nullable(snoozeConditionSchema), pinnedAt: v.nullable(time) },
  }) satisfies v.GenericSchema<ItemMarks>,
);
const marksPoint = v.strictObject({
  itemId,
  /** The marks that the command changed: as it left them, and as they were. */
  marks: v.strictObject({ expected: someMarks, before: someMarks }),
});

const notePoint = v.strictObject({
  itemId,
  /** Id of the note's activity, and whether it was to be seen before the command. */
  note: v.strictObject({ id: itemId, isShown: v.boolean() }),
});

const mergePoint = v.strictObject({
  itemId,
  /** What it was merged into before the command and after it; null for nothing; and what goes its way with it. */
  merge: v.strictObject({ expected: someId, before: someId, members: v.array(itemId) }),
});

const deletionPoint = v.strictObject({
  itemId,
  /** As it was before, and since when; without a time, since it is put back. */
  isDeleted: v.boolean(),
  deletedAt: v.optional(time),
});

const restorePoint = v.union([statusPoint, marksPoint, notePoint, mergePoint, deletionPoint]);

const wish = {
  resolve: { kind: v.literal('resolve'), inVersion: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(40))) },
  mute: { kind: v.literal('mute') },
  activate: { kind: v.literal('activate') },
  setLevel: { kind: v.literal('set-level'), level: v.picklist(levels) },
  /** Of the two only the given one changes; null takes the assignment away. */
  assign: { kind: v.literal('assign'), userId: v.optional(someId), teamId: v.optional(someId) },
  /** Out of every list; the next occurrence brings it back. */
  delete: { kind: v.literal('delete') },
  /** What was deleted is in the lists again, as it was. */
  bringBack: { kind: v.literal('bring-back') },
  /** `until` is when it ends by itself; null for never. `condition` is what else ends it. */
  snooze: {
    kind: v.literal('snooze'),
    isOn: v.boolean(),
    until: v.nullable(time),
    condition: v.optional(v.nullable(snoozeConditionSchema)),
  },
  /** What is pinned is never cleared away. */
  pin: { kind: v.literal('pin'), isOn: v.boolean() },
};

/** What can be wished of all items that match a filter. */
export const bulkWishSchema = v.variant('kind', [
  v.strictObject(wish.resolve),
  v.strictObject(wish.mute),
  v.strictObject(wish.activate),
  v.strictObject(wish.setLevel),
  v.strictObject(wish.assign),
  v.strictObject(wish.snooze),
  v.strictObject(wish.delete),
  v.strictObject(wish.bringBack),
  v.strictObject(wish.pin),
]);

/** The id and the time of a command. */
export const commandStamp = base;
export const undoParams = v.strictObject({ ...base, commandId: base.id });

export const triageCommandSchema = v.variant('kind', [
  v.strictObject({ ...base, ...wish.resolve, itemIds }),
  v.strictObject({ ...base, ...wish.mute, itemIds }),
  v.strictObject({ ...base, ...wish.activate, itemIds }),
  v.strictObject({ ...base, ...wish.setLevel, itemIds }),
  v.strictObject({ ...base, kind: v.literal('set-title'), itemIds, title }),
  v.strictObject({ ...base, ...wish.assign, itemIds }),
  v.strictObject({ ...base, ...wish.snooze, itemIds }),
  v.strictObject({ ...base, ...wish.pin, itemIds }),
  v.strictObject({
    ...base,
    kind: v.literal('note'),
    itemIds,
    text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(10_000)),
  }),
  /** `noteId` is the id of the note's activity. */
  v.strictObject({ ...base, kind: v.literal('remove-note'), itemIds: v.tuple([itemId]), noteId: itemId }),
  /** Their occurrences belong to the item `into` from now on, also those that are still to come. */
  v.strictObject({ ...base, kind: v.literal('merge'), itemIds, into: itemId }),
  /** Merged items get back what is theirs. */
  v.strictObject({ ...base, kind: v.literal('unmerge'), itemIds }),
  v.strictObject({ ...base, ...wish.delete, itemIds }),
  v.strictObject({ ...base, ...wish.bringBack, itemIds }),
  v.strictObject({
    ...base,
    kind: v.literal('restore'),
    points: v.pipe(v.array(restorePoint), v.minLength(1), v.maxLength(10_000)),
  }),
]);

export type TriageCommand = v.InferOutput<typeof triageCommandSchema>;
export type RestorePoint = v.InferOutput<typeof restorePoint>;
export type StatusPoint = v.InferOutput<typeof statusPoint>;
export type MarksPoint = v.InferOutput<typeof marksPoint>;
export type NotePoint = v.InferOutput<typeof notePoint>;
export type MergePoint = v.InferOutput<typeof mergePoint>;
export type DeletionPoint = v.InferOutput<typeof deletionPoint>;
export type NoteCommand = Extract<TriageCommand, { kind: 'note' | 'remove-note' }>;
type Restore = Extract<TriageCommand, { kind: 'restore' }>;
/** Commands that move an item between statuses. */
export type StatusCommand = Extract<TriageCommand, { kind: 'resolve' | 'mute' | 'activate' }> | Restore;
/** Commands that set what stands beside the status. */
export type MarksCommand = Exclude<TriageCommand, StatusCommand | NoteCommand | ShelfCommand> | Restore;
/** Commands that take items out of the lists, or bring them back. */
export type ShelfCommand = Extract<TriageCommand, { kind: 'merge' | 'unmerge' | 'delete' | 'bring-back' }>;

type WithoutStamp<Command> = Command extends { itemIds: number[] } ? Omit<Command, 'id' | 'at' | 'itemIds'> : never;
/** A command without its id, its time and its items. */
export type TriageWish = WithoutStamp<TriageCommand>;
export type BulkWish = v.InferOutput<typeof bulkWishSchema>;

/** A command that can be taken back. */
export interface UndoStep {
  commandId: string;
  at: number;
  wish: TriageWish;
  /** Who decided: a person, or Stacktray by a rule that a person has set. */
  by: Activity['by'];
  /** How many items it has changed. */
  items: number;
  /** The number of its item; null when it has changed several. */
  counter: number | null;
}

/** What became of a command on many items. */
export interface BulkAnswer {
  /** Items that it was about. */
  matched: number;
  /** Items that are now otherwise than before. */
  changed: number;
  refused: { items: number; message: string } | null;
}

export interface TriageAnswer {
  /** Items that are now as wished, whether they changed or were so already. */
  applied: number[];
  refused: { itemId: number; message: string }[];
  /** What a `restore` command needs to take this one back; empty when nothing changed. */
  undo: RestorePoint[];
}
