/** A list of any length that keeps to a project and an environment: what has been scrolled to is loaded and kept fresh. */
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { Page } from '../../shared/contract.ts';
import { codeOf } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Whereabouts } from './release-route.ts';
import type { Later } from './surroundings.ts';

export type PagedList<Row> = ReturnType<typeof createPagedList<Row & { id: number }>>;

interface Wanted extends Whereabouts {
  cursor: string | null;
  limit: number;
}

const pageSize = 100;
const mostRefreshed = 1000;

export function createPagedList<Row extends { id: number }>(ask: (wanted: Wanted) => Promise<Page<Row>>, later: Later) {
  let where = $state.raw<Whereabouts>({ projectId: null, environment: null });
  let rows = $state.raw<Row[] | null>(null);
  let next = $state<string | null>(null);
  let failure = $state<ErrorCode | null>(null);
  let loadingMore = false;
  const refresher = createRefresher(load, later, 1000);

  async function load(): Promise<() => void> {
    const asked = where;
    try {
      const limit = Math.min(Math.max(rows?.length ?? 0, pageSize), mostRefreshed);
      const page = await ask({ ...asked, cursor: null, limit });
      return () => {
        if (where !== asked) return;
        rows = page.rows;
        next = page.next;
        failure = null;
      };
    } catch (error) {
      const code = codeOf(error);
      return () => {
        failure = code;
      };
    }
  }

  return {
    get where() {
      return where;
    },
    /** Null until the collector has answered for this project and environment. */
    get rows() {
      return rows;
    },
    get hasMore() {
      return next !== null;
    },
    get failure() {
      return failure;
    },
    show({ projectId, environment }: Whereabouts) {
      if (rows !== null && where.projectId === projectId && where.environment === environment) {
        refresher.request();
        return;
      }
      where = { projectId, environment };
      rows = null;
      next = null;
      refresher.restart();
    },
    refresh() {
      refresher.request();
    },
    restart() {
      refresher.restart();
    },
    async loadMore() {
      const [asked, cursor] = [where, next];
      if (cursor === null || loadingMore) return;
      loadingMore = true;
      try {
        const page = await ask({ ...asked, cursor, limit: pageSize });
        if (where !== asked || next !== cursor) return;
        const known = new Set(rows?.map((row) => row.id));
        rows = [...(rows ?? []), ...page.rows.filter((row) => !known.has(row.id))];
        next = page.next;
      } catch (error) {
        failure = codeOf(error);
      } finally {
        loadingMore = false;
      }
    },
    /** The row before or after that one, the first when it is not in the list. */
    neighbour(id: number | null, by: number): number | null {
      const list = rows ?? [];
      const at = list.findIndex((row) => row.id === id);
      const to = at === -1 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1);
      return list[to]?.id ?? null;
    },
  };
}
