/** What the tabs of the open item hold. Each part is asked for while its tab is open; the trend always. */
import { createComparison } from './comparison.svelte.ts';
import { createItemPart } from './item-part.svelte.ts';
import type { ItemTab } from './item-tabs.ts';
import { createOccurrenceExport } from './occurrence-export.svelte.ts';
import { createOccurrenceTable } from './occurrence-table.svelte.ts';
import type { Surroundings } from './surroundings.ts';

export type ItemPage = ReturnType<typeof createItemPage>;

export const trendSpans = ['24h', '7d', '30d', 'all'] as const;
export type TrendSpan = (typeof trendSpans)[number];
/** Hours that are asked for; a day more than a calendar needs, since its days begin at midnight. */
const hoursOf: Record<TrendSpan, number | null> = { '24h': 24, '7d': 168, '30d': 744, all: null };

export interface PageAddress {
  tab: ItemTab;
  occurrenceId: number | null;
  /** The occurrence to compare with. */
  withId: number | null;
}

export function createItemPage(surroundings: Surroundings, firstSpan: TrendSpan = '24h') {
  const { client, later } = surroundings;
  let span = $state<TrendSpan>(firstSpan);
  let id = $state<number | null>(null);
  const trend = createItemPart((of) => client.call('items.trend', { id: of, hours: hoursOf[span] }), later);
  const people = createItemPart((of) => client.call('items.people', { id: of }), later);
  const breakdown = createItemPart((of) => client.call('items.breakdown', { id: of }), later);
  const related = createItemPart((of) => client.call('items.related', { id: of }), later);
  const paths = createItemPart((of) => client.call('occurrences.paths', { itemId: of }), later);
  const shared = createItemPart(
    (of) => client.call('occurrences.shared', { itemId: of, ids: [...table.chosen].slice(0, 100), among }),
    later,
  );
  let among = $state<'item' | 'project'>('item');
  let isNoteWanted = $state(false);
  const table = createOccurrenceTable(surroundings);
  const comparison = createComparison(surroundings);
  const exporting = createOccurrenceExport(surroundings);

  return {
    get span() {
      return span;
    },
    get among() {
      return among;
    },
    /** The field of a new note takes the keyboard as soon as it is there. */
    get isNoteWanted() {
      return isNoteWanted;
    },
    setNoteWanted(isSo: boolean) {
      isNoteWanted = isSo;
    },
    ...{ trend, people, breakdown, related, paths, shared, table, comparison, exporting },
    show(wanted: number | null, { tab, occurrenceId, withId }: PageAddress) {
      if (wanted !== id) {
        table.show(null);
        shared.show(null);
        exporting.cancel();
        isNoteWanted = false;
      }
      id = wanted;
      trend.show(wanted);
      people.show(tab === 'people' ? wanted : null);
      breakdown.show(tab === 'breakdown' ? wanted : null);
      related.show(tab === 'related' ? wanted : null);
      if (tab === 'occurrences') {
        table.show(wanted);
        paths.show(wanted);
      }
      comparison.show(tab === 'compare' && occurrenceId !== null && withId !== null ? [occurrenceId, withId] : null);
    },
    /** What the chosen occurrences have in common; false takes the answer off the screen. */
    showShared(isWanted: boolean, where: 'item' | 'project' = among) {
      among = where;
      shared.show(null);
      if (isWanted) shared.show(id);
    },
    setSpan(wanted: TrendSpan) {
      if (wanted === span) return;
      span = wanted;
      trend.retry();
    },
    refresh(ids: readonly number[]) {
      if (id === null || !ids.includes(id)) return;
      for (const part of [trend, people, breakdown]) part.refresh();
      table.refresh();
    },
  };
}
