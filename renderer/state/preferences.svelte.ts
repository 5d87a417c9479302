/** What this window remembers about how it looks. Kept in the browser, not in the data folder. */
import * as v from 'valibot';
import { itemSorts, trendSpans } from '../../shared/item.ts';
import { columnIds, usualColumns } from './columns.ts';
import type { Listing } from './inbox.svelte.ts';
import { trendSpans as chartSpans } from './item-page.svelte.ts';

const schema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  density: v.fallback(v.picklist(['cosy', 'compact']), 'cosy'),
  /** Which call of a traceback stands on top. */
  frames: v.fallback(v.picklist(['newest', 'oldest']), 'newest'),
  sort: v.fallback(v.picklist(itemSorts), 'last'),
  /** How far back the chart of an item goes. */
  trend: v.fallback(v.picklist(chartSpans), '24h'),
  ascending: v.fallback(v.boolean(), false),
  grouped: v.fallback(v.boolean(), false),
  span: v.fallback(v.picklist(trendSpans), 'day'),
  columns: v.fallback(v.array(v.picklist(columnIds)), usualColumns),
  /** Searches of before, the latest first. */
  searches: v.fallback(v.array(v.string()), []),
  peek: v.fallback(v.boolean(), false),
  /** Keys that were changed, by command. */
  keys: v.fallback(v.record(v.string(), v.array(v.string())), {}),
  /** What was run or opened from the palette, the latest first. */
  recent: v.fallback(v.array(v.string()), []),
  /** How long copies as Markdown may be. */
  copySize: v.fallback(v.picklist(['short', 'usual', 'long']), 'usual'),
  /** Where occurrences were sent again, the latest first. */
  resendTo: v.fallback(v.array(v.string()), []),
  sdk: v.fallback(v.string(), 'node'),
  /** Where the settings were left; empty for the top. */
  section: v.fallback(v.string(), ''),
});
export type PreferenceValues = v.InferOutput<typeof schema>;
export type Preferences = ReturnType<typeof createPreferences>;

const key = 'stacktray.preferences';
export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['cosy', 'compact'] as const;

export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  let values = $state.raw<PreferenceValues>(read(storage));

  return {
    get values() {
      return values;
    },
    change(some: Partial<PreferenceValues>) {
      values = { ...values, ...some };
      storage.setItem(key, JSON.stringify(values));
    },
  };
}

/** What the preferences say about the list of items. */
export function listingOf({ sort, ascending, grouped, span }: PreferenceValues): Listing {
  return { sort, ascending, grouped, span };
}

/** What was kept, with the usual value for each that is missing or makes no sense. */
function read(storage: Pick<Storage, 'getItem'>): PreferenceValues {
  const text = storage.getItem(key);
  const json = v.pipe(v.string(), v.parseJson(), schema);
  const read = v.safeParse(json, text ?? '{}');
  return read.success ? read.output : v.parse(schema, {});
}
