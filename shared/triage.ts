/**
 * A decision of a person about items. Its id and time are made once, where the key is pressed: repeating a command
 * changes nothing. Wishes are absolute ("is resolved"), never toggles.
 */
import * as v from 'valibot';
import { itemStatuses, type TriageState } from './item.ts';

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

const restorePoint = v.strictObject({
  itemId,
  /** What the command made of the item: when it is something else by now, the item is left alone. */
  expected: v.picklist(itemStatuses),
  before: triageState,
});

export const triageCommandSchema = v.variant('kind', [
  v.strictObject({
    ...base,
    kind: v.literal('resolve'),
    itemIds,
    inVersion: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  }),
  v.strictObject({ ...base, kind: v.literal('mute'), itemIds }),
  v.strictObject({ ...base, kind: v.literal('activate'), itemIds }),
  v.strictObject({
    ...base,
    kind: v.literal('restore'),
    points: v.pipe(v.array(restorePoint), v.minLength(1), v.maxLength(10_000)),
  }),
]);

export type TriageCommand = v.InferOutput<typeof triageCommandSchema>;
export type RestorePoint = v.InferOutput<typeof restorePoint>;

export interface TriageAnswer {
  /** Items that are now as wished, whether they changed or were so already. */
  applied: number[];
  refused: { itemId: number; message: string }[];
  /** What a `restore` command needs to take this one back; empty when nothing changed. */
  undo: RestorePoint[];
}
