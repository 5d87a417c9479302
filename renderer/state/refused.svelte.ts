/** Deliveries that were answered with a refusal, newest first, and the one that is looked at. */
import type { RefusedDelivery, RefusedDeliveryDetail } from '../../shared/refused-delivery.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';

export type Refused = ReturnType<typeof createRefused>;

const pageSize = 100;

export function createRefused({ client, later }: Surroundings) {
  let rows = $state.raw<RefusedDelivery[] | null>(null);
  let next = $state<string | null>(null);
  let detail = $state.raw<RefusedDeliveryDetail | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let openId = $state<number | null>(null);
  let loadingMore = false;
  const refresher = createRefresher(load, later, 500);

  async function load(): Promise<() => void> {
    try {
      const limit = Math.min(Math.max(rows?.length ?? 0, pageSize), 1000);
      const page = await client.call('refused.list', { cursor: null, limit });
      return () => {
        rows = page.rows;
        next = page.next;
        failure = null;
      };
    } catch (error) {
      const words = errorWords[codeOf(error)];
      return () => {
        failure = words;
      };
    }
  }

  return {
    /** Null until the collector has answered. */
    get rows() {
      return rows;
    },
    get hasMore() {
      return next !== null;
    },
    get openId() {
      return openId;
    },
    /** Null while the chosen one is on its way, and when none is chosen. */
    get detail() {
      return detail?.id === openId ? detail : null;
    },
    get failure() {
      return failure;
    },
    refresh() {
      refresher.request();
    },
    async loadMore() {
      if (next === null || loadingMore) return;
      loadingMore = true;
      try {
        const page = await client.call('refused.list', { cursor: next, limit: pageSize });
        const known = new Set(rows?.map((row) => row.id));
        rows = [...(rows ?? []), ...page.rows.filter((row) => !known.has(row.id))];
        next = page.next;
      } catch (error) {
        failure = errorWords[codeOf(error)];
      } finally {
        loadingMore = false;
      }
    },
    async open(id: number | null) {
      openId = id;
      if (id === null) return;
      try {
        const found = await client.call('refused.get', { id });
        if (openId === id) detail = found;
      } catch (error) {
        failure = errorWords[codeOf(error)];
      }
    },
    /** The delivery before or after the one that is open; the first when none is. */
    neighbour(by: number): number | null {
      const list = rows ?? [];
      const at = list.findIndex((row) => row.id === openId);
      const to = at === -1 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1);
      return list[to]?.id ?? null;
    },
    async clear() {
      try {
        await client.call('refused.clear', {});
        rows = [];
        next = null;
        openId = null;
      } catch (error) {
        failure = errorWords[codeOf(error)];
      } finally {
        refresher.restart();
      }
    },
  };
}
