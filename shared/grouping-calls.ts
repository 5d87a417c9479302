/** The calls of the contract about grouping: why an occurrence is where it is, and changing to another way. */
import * as v from 'valibot';
import { call } from './call.ts';
import type { GroupingReason } from './grouping-reason.ts';
import type { NearNeighbour } from './near-neighbour.ts';
import type { Regrouping } from './regrouping.ts';
import { ruleCalls } from './rule-calls.ts';

const nothing = v.strictObject({});
const occurrence = v.strictObject({ id: v.pipe(v.number(), v.integer(), v.minValue(1)) });

export const groupingCalls = {
  ...ruleCalls,
  /** How reports are grouped, and how far a change of that is. */
  'grouping.read': call<Regrouping>()(nothing),
  /** Looks in the background what the newer way would change. Refusals: `conflict`. */
  'grouping.preview': call<Regrouping>()(nothing),
  'grouping.cancelPreview': call<Regrouping>()(nothing),
  /** Changes all items to the newer way in the background. Refusals: `conflict`. */
  'grouping.change': call<Regrouping>()(nothing),
  /** Takes a change back, also one that is under way. Refusals: `conflict`. */
  'grouping.takeBack': call<Regrouping>()(nothing),
  /** Why the occurrence is in its item. */
  'occurrences.grouping': call<GroupingReason>()(occurrence),
  /** Items that it nearly belongs to. */
  'occurrences.neighbours': call<NearNeighbour[]>()(occurrence),
} as const;
