/** The calls of the contract that decisions about items need, and the rules by which they are made. */
import * as v from 'valibot';
import { call } from './call.ts';
import { mostQuietDays, type ResolveRules } from './resolve-rules.ts';
import type { VersionOffers } from './version-offer.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));

export const triageCalls = {
  /** Versions of the projects of these items. */
  'versions.offers': call<VersionOffers>()(
    v.strictObject({ itemIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(10_000)) }),
  ),
  'projects.resolveRules': call<ResolveRules>()(v.strictObject({ id })),
  /** Refusals: `not-found`. */
  'projects.changeResolveRules': call<ResolveRules>()(
    v.strictObject({
      id,
      rules: v.strictObject({
        quietDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostQuietDays))),
        byCommits: v.boolean(),
      }),
    }),
  ),
} as const;
