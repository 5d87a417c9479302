/** Occurrences of any item: those that a search and a span of time find, their counts, and what sets them apart. */
import type { Differences } from '../../shared/difference.ts';
import type { FoundOccurrence } from '../../shared/found-occurrence.ts';
import type { ItemRow } from '../../shared/item.ts';
import type { OccurrenceScope } from '../../shared/occurrence-scope.ts';
import type { Page } from '../../shared/contract.ts';
import { createItemPart } from './item-part.svelte.ts';
import type { TrendSpan } from './item-page.svelte.ts';
import { createExport } from './occurrence-export.svelte.ts';
import { createTable, type TablePage } from './occurrence-table.svelte.ts';
import { allOccurrences } from './route.ts';
import type { Surroundings } from './surroundings.ts';

export type Explorer = ReturnType<typeof createExplorer>;

/** What occurrences are compared with: the others that are listed, all others of that time, or those found before it. */
export const comparedWith = ['list', 'rest', 'before'] as const;
export type ComparedWith = (typeof comparedWith)[number];

const hoursOf: Record<TrendSpan, number | null> = { '24h': 24, '7d': 168, '30d': 744, all: null };
/** A page is shown with so many; until then the search goes on, and so often at most before somebody has to ask. */
const enough = 30;
const mostTurns = 50;

interface Chosen {
  scope: OccurrenceScope;
  ids: number[] | null;
}

export function createExplorer({ client, later }: Pick<Surroundings, 'client' | 'later'>) {
  let scope = $state.raw<OccurrenceScope>(allOccurrences);
  let isShown = $state(false);
  let span = $state<TrendSpan>('7d');
  let against = $state<ComparedWith | null>(null);
  let searchedTo = $state<number | null>(null);
  let isSearching = $state(false);
  let run = 0;
  /** Parts are asked anew for another number: one of what is searched for, and one of the comparison. */
  let [search, comparison] = [0, 0];

  const table = createTable<OccurrenceScope, FoundOccurrence>(later, { find, keepsColumns: true });
  const hours = createItemPart(() => client.call('occurrences.hours', { scope, hours: hoursOf[span] }), later);
  const paths = createItemPart(() => client.call('occurrences.foundPaths', { scope }), later);
  const item = createItemPart<ItemRow[]>((id) => client.call('items.rows', { ids: [id], span: 'day' }), later);
  const apart = createItemPart<Differences>(compare, later);
  const exporting = createExport<Chosen>({
    lines: (chosen, page) => client.call('occurrences.exportFound', { scope: chosen.scope, ids: chosen.ids, ...page }),
    rows: (chosen, page) =>
      client.call('occurrences.find', { scope: chosen.scope, ids: chosen.ids, order: 'newest', ...page }),
  });

  /** What has arrived meanwhile is looked for once only: a rare find must not be searched for all the time. */
  async function find(asked: OccurrenceScope, page: TablePage): Promise<Page<FoundOccurrence>> {
    const mine = ++run;
    const shown = page.cursor === null ? table.rows : null;
    const rows: FoundOccurrence[] = [];
    let next = page.cursor;
    isSearching = true;
    try {
      for (let turn = 0; turn < (shown ? 1 : mostTurns); turn += 1) {
        const wanted = { ...page, cursor: next, limit: page.limit - rows.length };
        const answer = await client.call('occurrences.find', { scope: asked, ids: null, ...wanted });
        rows.push(...answer.rows);
        next = answer.next;
        if (mine !== run) break;
        if (shown === null) searchedTo = answer.searchedTo;
        if (next === null || rows.length >= enough) break;
      }
    } finally {
      if (mine === run) isSearching = false;
    }
    return rows.length === 0 && next !== null && shown ? { rows: shown, next } : { rows, next };
  }

  function compare(): Promise<Differences> {
    const ids = table.chosen.size > 0 ? [...table.chosen].slice(0, 1000) : null;
    const { projectId, from, to } = scope;
    const outside: Record<ComparedWith, OccurrenceScope> = {
      list: scope,
      rest: { ...allOccurrences, projectId, from, to },
      before: { ...scope, from: null, to: from },
    };
    return client.call('occurrences.compare', { inside: scope, ids, outside: outside[against ?? 'rest'] });
  }

  function showApart(wanted: ComparedWith | null): void {
    against = wanted;
    comparison += 1;
    apart.show(wanted === null ? null : comparison);
  }

  function showSearch(): void {
    search += 1;
    hours.show(search);
    paths.show(search);
    item.show(scope.itemId);
  }

  function refresh(): void {
    if (!isShown) return;
    hours.refresh();
    if (!isSearching) table.refresh();
  }

  return {
    get scope() {
      return scope;
    },
    get span() {
      return span;
    },
    /** Null while nothing is compared. */
    get against() {
      return against;
    },
    /** When the last occurrence arrived that was looked at; null when all have been. */
    get searchedTo() {
      return searchedTo;
    },
    get isSearching() {
      return isSearching;
    },
    ...{ table, hours, paths, item, apart, exporting },
    show(wanted: OccurrenceScope) {
      const before = search === 0 ? null : scope;
      const isBack = !isShown;
      isShown = true;
      if (before !== null && JSON.stringify(before) === JSON.stringify(wanted)) {
        if (isBack) refresh();
        return;
      }
      scope = wanted;
      searchedTo = null;
      exporting.cancel();
      showApart(null);
      table.show(wanted);
      // A span of time leaves the chart as it is: it is chosen there.
      const { projectId, itemId, text } = wanted;
      const isSame = before?.projectId === projectId && before.itemId === itemId && before.text === text;
      if (!isSame) showSearch();
    },
    /** Another screen is shown; a file is written to its end. */
    hide() {
      if (!isShown) return;
      isShown = false;
      run += 1;
      isSearching = false;
    },
    /** What was found so far stays. */
    stop() {
      run += 1;
      isSearching = false;
    },
    setSpan(wanted: TrendSpan) {
      if (wanted === span) return;
      span = wanted;
      hours.retry();
    },
    /** What the chosen occurrences, or all that are found, have and those others have not; null takes it away. */
    compareWith: showApart,
    refresh,
  };
}
