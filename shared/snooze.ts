/** What else than time can end a snooze. */
import * as v from 'valibot';

export const snoozeConditionKinds = ['occurrences', 'per-hour', 'people'] as const;

/** The most that can be waited for. */
export const mostAwaited = 10_000;

/**
 * So many more occurrences, so many within an hour, or so many people who had not met it. `from` is what there was when
 * it was snoozed; the collector fills it in.
 */
export const snoozeConditionSchema = v.strictObject({
  kind: v.picklist(snoozeConditionKinds),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostAwaited)),
  from: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type SnoozeCondition = v.InferOutput<typeof snoozeConditionSchema>;

const units = { occurrences: 'more occurrences', 'per-hour': 'occurrences within an hour', people: 'more people' };

/** `3 more occurrences`. */
export function conditionWords({ kind, count }: Pick<SnoozeCondition, 'kind' | 'count'>): string {
  return `${String(count)} ${units[kind]}`;
}
