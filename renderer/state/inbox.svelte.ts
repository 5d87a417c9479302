/**
 * The list of items that is on the screen. It follows the collector as long as nobody is reading in it; as soon as a row
 * is selected or pointed at, or the list is scrolled, rows change in place only, and what arrives is counted until it is asked for.
 */
import type { ItemFilter, Page } from '../../shared/contract.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ItemOrder, ItemRow, TrendSpan } from '../../shared/item.ts';
import { createCursor } from './cursor.svelte.ts';
import { codeOf } from './error-words.ts';
import { belongsTo, countArrivals, updatedRows, withNextPage, withPutBack } from './inbox-rows.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';
import { foreseen, type Wish } from './wishes.ts';

export type Inbox = ReturnType<typeof createInbox>;
/** In what order items are listed, and how far back their trends reach. */
export type Listing = ItemOrder & { span: TrendSpan };

const latestFirst: Listing = { sort: 'last', ascending: false, grouped: false, span: 'day' };

const pageSize = 100;
const mostAtOnce = 1000;
const mostLookups = 200;
/** How long a row takes to leave, and how long old content stays while new is on its way, in ms. */
const leavingMs = 140;
const patienceMs = 150;

export const everything: ItemFilter = { view: 'active', projectId: null, environment: null, text: '' };

/** Between two answers to what arrives; a person sees an error 150 ms after its answer at the latest. */
const pauseMs = 60;

export function createInbox({ client, now, later }: Surroundings, firstListing = latestFirst) {
  let filter = $state.raw<ItemFilter>(everything);
  let listing = $state.raw<Listing>(firstListing);
  let rows = $state.raw<ItemRow[]>([]);
  let next = $state<string | null>(null);
  let leaving = $state.raw<ReadonlySet<number>>(new Set());
  let grouped = $state(false);
  let arrivals = $state(0);
  let phase = $state<'loading' | 'slow' | 'ready'>('loading');
  let failure = $state<ErrorCode | null>(null);
  let generation = $state(0);
  let atTop = true;
  let pointedAt = false;
  let scrollOffset = 0;
  let goOnWithFirst = false;
  let loadingMore: Promise<void> | null = null;
  let changedIds = new Set<number>();

  // What is still there of the list before cannot be decided on any more.
  const selectable = $derived(phase === 'ready' ? rows.filter((row) => !leaving.has(row.id)) : []);
  const cursor = createCursor(() => selectable);
  const isEngaged = (): boolean => phase === 'ready' && (!atTop || pointedAt || cursor.engaged);
  const refresher = createRefresher(load, later, pauseMs);

  const ask = (cursorAt: string | null, limit: number): Promise<Page<ItemRow>> =>
    client.call('items.list', { filter, ...listing, cursor: cursorAt, limit });

  async function load(): Promise<() => void> {
    const engaged = isEngaged();
    const changed = changedIds;
    changedIds = new Set();
    try {
      const page = await ask(null, engaged ? Math.min(Math.max(rows.length, pageSize), mostAtOnce) : pageSize);
      const others = engaged ? await lookUp(changed, page.rows) : [];
      return () => {
        failure = null;
        if (isEngaged()) mergeInPlace(page.rows, others);
        else replace(page);
      };
    } catch (error) {
      const code = codeOf(error);
      return () => {
        failure = code;
        phase = 'ready';
      };
    }
  }

  /** Rows that changed but are not in the fresh page: they may have left the view. */
  async function lookUp(changed: ReadonlySet<number>, fresh: readonly ItemRow[]): Promise<ItemRow[]> {
    const found = new Set(fresh.map((row) => row.id));
    const missing = rows.filter((row) => changed.has(row.id) && !found.has(row.id)).slice(0, mostLookups);
    if (missing.length === 0) return [];
    const known = await client.call('items.rows', { ids: missing.map((row) => row.id), span: listing.span });
    return missing.map(
      (row) => known.find((each) => each.id === row.id) ?? { ...row, status: 'archived', deletedAt: null },
    );
  }

  function replace(page: Page<ItemRow>): void {
    rows = page.rows;
    next = page.next;
    grouped = listing.grouped;
    leaving = new Set();
    arrivals = 0;
    phase = 'ready';
    if (cursor.selectedId !== null && cursor.index === -1) cursor.clear();
    if (goOnWithFirst) cursor.first();
    goOnWithFirst = false;
  }

  function mergeInPlace(fresh: readonly ItemRow[], others: readonly ItemRow[]): void {
    rows = updatedRows(rows, [...fresh, ...others]);
    arrivals = countArrivals(rows, fresh, next === null);
    // Opening an item takes it out of "new"; it stays in sight until the list is asked for again.
    const at = now();
    const gone = others.filter((row) => filter.view !== 'new' && !belongsTo(filter.view, row, at)).map((row) => row.id);
    if (gone.length > 0) leave(new Set(gone));
  }

  function leave(ids: ReadonlySet<number>): void {
    cursor.leave(ids);
    leaving = new Set([...leaving, ...ids]);
    later(() => {
      rows = rows.filter((row) => !(ids.has(row.id) && leaving.has(row.id)));
      leaving = new Set([...leaving].filter((id) => !ids.has(id)));
    }, leavingMs);
  }

  function startOver(clearSelection: boolean): void {
    goOnWithFirst = false;
    generation += 1;
    if (clearSelection) cursor.clear();
    atTop = true;
    scrollOffset = 0;
    arrivals = 0;
    phase = 'loading';
    const started = generation;
    later(() => {
      if (started === generation && phase === 'loading') phase = 'slow';
    }, patienceMs);
    refresher.restart();
  }

  async function loadMore(limit: number = pageSize): Promise<void> {
    if (next === null || loadingMore || phase !== 'ready') return loadingMore ?? undefined;
    const started = generation;
    const from = next;
    loadingMore = ask(from, limit)
      .then(
        (page) => {
          if (started !== generation || next !== from) return;
          rows = withNextPage(rows, page.rows);
          next = page.next;
        },
        (error: unknown) => {
          failure = codeOf(error);
        },
      )
      .finally(() => {
        loadingMore = null;
      });
    return loadingMore;
  }

  return {
    cursor,
    get filter() {
      return filter;
    },
    get listing() {
      return listing;
    },
    /** In the order of the screen, those that are leaving among them. */
    get rows() {
      return rows;
    },
    /** Do the rows stand project by project? */
    get grouped() {
      return grouped;
    },
    get leaving() {
      return leaving;
    },
    get hasMore() {
      return next !== null;
    },
    /** Items that came while somebody was reading. */
    get arrivals() {
      return arrivals;
    },
    /** `slow`: nothing came for 150 ms, so the shape of the list is shown. */
    get phase() {
      return phase;
    },
    get failure() {
      return failure;
    },
    /** Grows each time another list is shown from its top. */
    get generation() {
      return generation;
    },
    /** How far the list was scrolled when it was last on the screen, in px. */
    get scrollOffset() {
      return scrollOffset;
    },
    set scrollOffset(px: number) {
      scrollOffset = px;
    },
    /** Shows another list, from its top; the same one again is only refreshed. */
    show(wanted: ItemFilter) {
      if (JSON.stringify(wanted) === JSON.stringify(filter) && generation > 0) return;
      filter = wanted;
      startOver(true);
    },
    setListing(wanted: Listing) {
      if (JSON.stringify(wanted) === JSON.stringify(listing)) return;
      listing = wanted;
      startOver(false);
    },
    /** Brings in what has arrived and goes to the top, where whoever had a row selected goes on. */
    bringIn() {
      const reading = cursor.selectedId !== null;
      startOver(true);
      goOnWithFirst = reading;
    },
    /** Items have changed at the collector. */
    refresh(ids: readonly number[] = []) {
      for (const id of ids) changedIds.add(id);
      refresher.request();
    },
    retry() {
      failure = null;
      refresher.restart();
    },
    hold() {
      refresher.hold();
    },
    release(ids: readonly number[]) {
      for (const id of ids) changedIds.add(id);
      refresher.release();
    },
    setAtTop(is: boolean) {
      const back = is && !atTop;
      atTop = is;
      if (back && !cursor.engaged) refresher.request();
    },
    /** Somebody points into the list, or does so no more. */
    setPointedAt(is: boolean) {
      const left = pointedAt && !is;
      pointedAt = is;
      if (left && !isEngaged()) refresher.request();
    },
    loadMore,
    /** To the last row of all, loading what is missing. */
    async last() {
      while (next !== null && failure === null) await loadMore(mostAtOnce);
      cursor.last();
    },
    /** The item before (-1) or after (1) this one, in the order of the list. */
    neighbour(id: number, by: 1 | -1): ItemRow | null {
      const at = selectable.findIndex((row) => row.id === id);
      if (at !== -1) return selectable[at + by] ?? null;
      // It has left the list; the selection stands where it was.
      return (by === 1 ? selectable[cursor.index] : selectable[cursor.index - 1]) ?? null;
    },
    /** Somebody looked at an item; its row stays where it is. */
    markViewed(id: number, at: number) {
      rows = rows.map((row) => (row.id === id ? { ...row, viewedAt: at } : row));
    },
    /** Shows a decision before the collector has agreed. The answer takes it back, for all or for some. */
    foresee(ids: ReadonlySet<number>, wish: Wish): (only?: ReadonlySet<number>) => void {
      const selectedBefore = cursor.selectedId;
      const started = generation;
      const before = rows;
      const at = now();
      rows = rows.map((row) => (ids.has(row.id) ? foreseen(row, wish, at) : row));
      const gone = rows.filter((row) => ids.has(row.id) && !belongsTo(filter.view, row, at)).map((row) => row.id);
      if (gone.length > 0) leave(new Set(gone));
      else cursor.uncheckAll();
      return (only) => {
        if (started !== generation) return;
        const back = before.filter((row) => ids.has(row.id) && (!only || only.has(row.id)));
        const backIds = new Set(back.map((row) => row.id));
        leaving = new Set([...leaving].filter((id) => !backIds.has(id)));
        rows = withPutBack(rows, back, before);
        if (selectedBefore !== null && backIds.has(selectedBefore)) cursor.select(selectedBefore);
      };
    },
  };
}
