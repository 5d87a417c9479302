/** The symbol files of the project that is looked at, newest first. */
import type { SymbolFile } from '../../shared/symbol-file.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';

export type Symbols = ReturnType<typeof createSymbols>;

const pageSize = 50;

export function createSymbols({ client, later }: Surroundings) {
  let projectId = $state<number | null>(null);
  let rows = $state.raw<SymbolFile[] | null>(null);
  let next = $state<string | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let loadingMore = false;
  const refresher = createRefresher(load, later, 1000);

  async function load(): Promise<() => void> {
    const asked = projectId;
    if (asked === null) return () => undefined;
    try {
      const limit = Math.min(Math.max(rows?.length ?? 0, pageSize), 1000);
      const page = await client.call('symbols.list', { projectId: asked, cursor: null, limit });
      return () => {
        if (projectId !== asked) return;
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
    get projectId() {
      return projectId;
    },
    /** Null until the collector has answered. */
    get rows() {
      return rows;
    },
    get hasMore() {
      return next !== null;
    },
    get failure() {
      return failure;
    },
    show(id: number) {
      if (projectId === id) return;
      projectId = id;
      rows = null;
      next = null;
      refresher.restart();
    },
    refresh() {
      if (projectId !== null) refresher.request();
    },
    async loadMore() {
      if (next === null || loadingMore || projectId === null) return;
      const asked = projectId;
      loadingMore = true;
      try {
        const page = await client.call('symbols.list', { projectId: asked, cursor: next, limit: pageSize });
        if (projectId !== asked) return;
        const known = new Set(rows?.map((row) => row.id));
        rows = [...(rows ?? []), ...page.rows.filter((row) => !known.has(row.id))];
        next = page.next;
      } catch (error) {
        failure = errorWords[codeOf(error)];
      } finally {
        loadingMore = false;
      }
    },
    async remove(id: number) {
      try {
        await client.call('symbols.delete', { ids: [id] });
        rows = rows?.filter((row) => row.id !== id) ?? null;
        failure = null;
      } catch (error) {
        failure = errorWords[codeOf(error)];
      } finally {
        refresher.restart();
      }
    },
  };
}
