/** The calls of the contract about what is kept, and what takes the room. */
import * as v from 'valibot';
import { call } from './call.ts';
import type { PruningPreview, Storage, StorageSizes } from './retention.ts';

const nothing = v.strictObject({});
const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const most = (largest: number) => v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largest)));
const rule = v.strictObject({ days: most(36_500), mostOfProject: most(1e12), mostOfItem: most(1e12) });
export const retentionLimitsSchema = v.strictObject({
  bytes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(100_000_000), v.maxValue(1e15))),
  everywhere: rule,
  projects: v.pipe(v.array(v.strictObject({ projectId: id, rule })), v.maxLength(1000)),
});

export const storageCalls = {
  'storage.read': call<Storage>()(nothing),
  /** Looks into the files, which may take some seconds. */
  'storage.measure': call<StorageSizes>()(nothing),
  /** What these limits would delete. */
  'storage.preview': call<PruningPreview>()(v.strictObject({ limits: retentionLimitsSchema })),
  /** From now on; the next round of deleting goes by them. */
  'storage.limit': call<Storage>()(v.strictObject({ limits: retentionLimitsSchema })),
  /** Deletes now what the limits do not keep. Refusals: `conflict` while the file is written anew. */
  'storage.prune': call<Storage>()(nothing),
  /** Deletes nothing until it is switched off again, also across restarts. */
  'storage.pause': call<Storage>()(v.strictObject({ paused: v.boolean() })),
  /** Writes the database's file anew without free pages; changes wait meanwhile. Refusals: `conflict`, `data-unwritable`. */
  'storage.compact': call<Storage>()(nothing),
  /** Copies of the database from before it was brought to a newer version. */
  'storage.removeCopies': call<null>()(nothing),
  'storage.guardStorms': call<Storage>()(v.strictObject({ on: v.boolean() })),
  /** For one item. Refusals: `not-found`. */
  'items.guardStorms': call<null>()(v.strictObject({ id, on: v.boolean() })),
} as const;
