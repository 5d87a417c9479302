/** Queries to ask again: what was asked before and what has a name; and the paths that can be asked for. */
import type { QueryJob, SavedQuery } from '../../shared/query.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type QueryShelf = ReturnType<typeof createQueryShelf>;

/** Whose payloads tell which paths there are. */
const itemsLookedAt = 4;

export function createQueryShelf({ client }: Pick<Surroundings, 'client'>) {
  let jobs = $state.raw<QueryJob[] | null>(null);
  let hasMore = $state(false);
  let page = 1;
  let saved = $state.raw<SavedQuery[]>([]);
  let paths = $state.raw<string[]>([]);
  let pathsOf: number | null | undefined;
  let failure = $state.raw<ErrorWords | null>(null);
  const asked = $derived(newestOfEach(jobs ?? []));

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      failure = null;
    } catch (error) {
      failure = errorWords[codeOf(error)];
    }
  }

  async function readPaths(projectId: number | null): Promise<string[]> {
    const filter = { view: 'all' as const, projectId, environment: null, text: '' };
    const order = { sort: 'last' as const, ascending: false, grouped: false, span: 'day' as const };
    const { rows } = await client.call('items.list', { filter, ...order, cursor: null, limit: itemsLookedAt });
    const found = await Promise.all(rows.map(({ id }) => client.call('occurrences.paths', { itemId: id })));
    return [...new Set(found.flat().map(({ path }) => path))];
  }

  const loadHistory = (): Promise<void> =>
    attempt(async () => {
      jobs = await client.call('queries.history', { page: 1 });
      page = 1;
      hasMore = jobs.length > 0;
    });

  return {
    /** Newest first, each text once; null until they are there. */
    get asked() {
      return jobs === null ? null : asked;
    },
    get hasMore() {
      return hasMore;
    },
    get saved() {
      return saved;
    },
    /** Paths of payloads, the most common first. */
    get paths() {
      return paths;
    },
    get failure() {
      return failure;
    },
    loadHistory,
    loadMore: () =>
      attempt(async () => {
        const older = await client.call('queries.history', { page: page + 1 });
        page += 1;
        hasMore = older.length > 0;
        const known = new Set(jobs?.map(({ id }) => id));
        jobs = [...(jobs ?? []), ...older.filter(({ id }) => !known.has(id))];
      }),
    loadSaved: () =>
      attempt(async () => {
        saved = await client.call('queries.saved', {});
      }),
    save: (query: SavedQuery) =>
      attempt(async () => {
        saved = await client.call('queries.save', query);
      }),
    forget: (name: string) =>
      attempt(async () => {
        saved = await client.call('queries.forget', { name });
      }),
    /** Which there are in the newest items of the project, or of all. */
    loadPaths: (projectId: number | null) =>
      attempt(async () => {
        if (pathsOf === projectId) return;
        pathsOf = projectId;
        const found = await readPaths(projectId);
        if (pathsOf !== projectId) return;
        paths = found;
        // Where there is no report yet, there may be one next time.
        if (found.length === 0) pathsOf = undefined;
      }),
  };
}

function newestOfEach(jobs: readonly QueryJob[]): QueryJob[] {
  const seen = new Set<string>();
  return jobs.filter(({ query }) => {
    const text = query.trim();
    return !seen.has(text) && seen.add(text);
  });
}
