/** The item that is open, and the one of its occurrences that is looked at. */
import type { OccurrenceView } from '../../shared/contract.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { GroupingReason } from '../../shared/grouping-reason.ts';
import type { ItemDetail, ItemRow } from '../../shared/item.ts';
import type { NearNeighbour } from '../../shared/near-neighbour.ts';
import { createAttachments } from './attachments.svelte.ts';
import { codeOf } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import { createMaskedItem, type ItemMasks } from './masked-item.svelte.ts';
import type { Surroundings } from './surroundings.ts';
import { foreseen, withoutWish, type Wish } from './wishes.ts';

export type OpenItem = ReturnType<typeof createItem>;

/** `onViewed` hears that somebody looked at an item that had news. */
/** What it shows of the payload is masked, unless it is revealed. */
export function createItem(
  { client, now, later }: Surroundings,
  onViewed: (item: ItemRow, at: number) => void,
  masks: ItemMasks,
) {
  let id = $state<number | null>(null);
  let row = $state.raw<ItemRow | ItemDetail | null>(null);
  let shown = $state.raw<OccurrenceView | null>(null);
  let raw = $state.raw<{ id: number; text: string } | null>(null);
  let grouping = $state.raw<{ id: number; reason: GroupingReason } | null>(null);
  let neighbours = $state.raw<{ id: number; found: NearNeighbour[] } | null>(null);
  let lastLooked = '';
  let hasNewer = $state(false);
  let failure = $state<ErrorCode | null>(null);
  const refresher = createRefresher(loadDetail, later);
  const attachments = createAttachments({ client, later });
  const masked = createMaskedItem(masks, () => ({ row, shown, raw: raw && raw.id === shown?.id ? raw.text : null }));

  async function loadDetail(): Promise<() => void> {
    const asked = id;
    if (asked === null) return () => undefined;
    try {
      const detail = await client.call('items.get', { id: asked });
      return () => {
        if (id !== asked) return;
        // What the list knew may be older than the occurrence that is shown.
        const before = row && 'activity' in row ? row.totalOccurrences : detail.totalOccurrences;
        if (detail.totalOccurrences > before && shown) hasNewer = true;
        row = detail;
        failure = null;
        view(detail);
      };
    } catch (error) {
      const code = codeOf(error);
      return () => {
        if (id === asked) failure = code;
      };
    }
  }

  /** Tells the collector that this was looked at, unless it knows. */
  function view(detail: ItemDetail): void {
    const looked = `${String(detail.id)}:${String(detail.totalOccurrences)}:${String(detail.lastActivatedAt)}`;
    const known = detail.viewedAt !== null && detail.viewedAt >= Math.max(detail.lastSeenAt, detail.lastActivatedAt);
    if (known || looked === lastLooked) return;
    // Clocks of clients run ahead at times: what was told once for this state is not told again.
    lastLooked = looked;
    onViewed(detail, now());
    client.call('items.viewed', { ids: [detail.id] }).catch((error: unknown) => {
      failure = codeOf(error);
    });
  }

  async function look(ask: () => Promise<OccurrenceView>): Promise<number | null> {
    const asked = id;
    try {
      const found = await ask();
      if (id !== asked) return null;
      shown = found;
      hasNewer = false;
      return found.id;
    } catch (error) {
      if (id === asked) failure = codeOf(error);
      return null;
    }
  }

  return {
    get id() {
      return id;
    },
    /** What the list knows of it, and soon everything. Null while nothing is known yet. */
    get row() {
      return masked.row;
    },
    get detail(): ItemDetail | null {
      const known = masked.row;
      return known && 'activity' in known ? known : null;
    },
    get shown() {
      return masked.shown;
    },
    masked,
    /** The body as it was received; null until it was asked for. */
    get raw() {
      return masked.raw;
    },
    /** What came beside the occurrence that is shown. */
    attachments,
    /** Why the occurrence is in its item; null until it was asked for. */
    get grouping() {
      return grouping && grouping.id === shown?.id ? grouping.reason : null;
    },
    /** Items that the occurrence nearly belongs to; null until they were asked for. */
    get neighbours() {
      return neighbours && neighbours.id === shown?.id ? neighbours.found : null;
    },
    get hasNewer() {
      return hasNewer || (shown !== null && shown.newerId !== null);
    },
    get failure() {
      return failure;
    },
    /** `known` is what the list has already, so that the head of the page needs no waiting. */
    async open(wanted: number, occurrenceId: number | null, known: ItemRow | null) {
      if (id !== wanted) {
        id = wanted;
        row = known;
        shown = null;
        failure = null;
        hasNewer = false;
        refresher.restart();
      } else if (shown && (occurrenceId === null || occurrenceId === shown.id)) return;
      await look(() =>
        occurrenceId === null
          ? client.call('occurrences.latest', { itemId: wanted })
          : client.call('occurrences.get', { id: occurrenceId }),
      );
    },
    close() {
      id = null;
      row = null;
      shown = null;
    },
    /** The neighbour in time; resolves with its id, or null at the end. */
    async step(to: 'older' | 'newer'): Promise<number | null> {
      if (!shown) return null;
      const from = shown;
      if (!(to === 'older' ? from.olderId : hasNewer || from.newerId)) return null;
      return look(async () => {
        // What has come since is not known to the view that is shown.
        const here = to === 'newer' && hasNewer ? await client.call('occurrences.get', { id: from.id }) : from;
        const wanted = to === 'older' ? here.olderId : here.newerId;
        return wanted === null ? here : client.call('occurrences.get', { id: wanted });
      });
    },
    /** The first or the last in time; resolves with its id. */
    async jump(to: 'newest' | 'oldest'): Promise<number | null> {
      const asked = id;
      if (asked === null) return null;
      return look(async () => {
        if (to === 'newest') return client.call('occurrences.latest', { itemId: asked });
        const wanted = { itemId: asked, ids: null, columns: [], order: to, cursor: null, limit: 1 };
        const [oldest] = (await client.call('occurrences.list', wanted)).rows;
        return oldest
          ? client.call('occurrences.get', { id: oldest.id })
          : client.call('occurrences.latest', { itemId: asked });
      });
    },
    async loadRaw() {
      if (!shown || raw?.id === shown.id) return;
      const asked = shown.id;
      try {
        const { text } = await client.call('occurrences.raw', { id: asked });
        raw = { id: asked, text };
      } catch (error) {
        failure = codeOf(error);
      }
    },
    async loadGrouping() {
      if (!shown || grouping?.id === shown.id) return;
      const asked = shown.id;
      try {
        grouping = { id: asked, reason: await client.call('occurrences.grouping', { id: asked }) };
      } catch (error) {
        failure = codeOf(error);
      }
    },
    async loadNeighbours() {
      if (!shown || neighbours?.id === shown.id) return;
      const asked = shown.id;
      try {
        neighbours = { id: asked, found: await client.call('occurrences.neighbours', { id: asked }) };
      } catch (error) {
        failure = codeOf(error);
      }
    },
    refresh(ids: readonly number[]) {
      if (id === null || !ids.includes(id)) return;
      refresher.request();
      attachments.refresh();
    },
    retry() {
      failure = null;
      refresher.restart();
    },
    hold() {
      refresher.hold();
    },
    release() {
      refresher.release();
    },
    foresee(ids: ReadonlySet<number>, wish: Wish): (only?: ReadonlySet<number>) => void {
      const before = row;
      if (!before || !ids.has(before.id)) return () => undefined;
      row = foreseen(before, wish, now());
      return (only) => {
        if (row?.id === before.id && (!only || only.has(before.id))) row = withoutWish(row, before);
      };
    },
  };
}
