/** Occurrences as a table: its columns and order, the rows so far, and which are chosen. */
import { SvelteSet } from 'svelte/reactivity';
import type { Page } from '../../shared/contract.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { OccurrenceOrder, OccurrenceRow } from '../../shared/occurrence-row.ts';
import { codeOf } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Later, Surroundings } from './surroundings.ts';

export interface TablePage {
  columns: string[];
  order: OccurrenceOrder;
  cursor: string | null;
  limit: number;
}

export interface TableSource<Key, Row> {
  find(key: Key, page: TablePage): Promise<Page<Row>>;
  /** Do columns stay when something else is shown? */
  keepsColumns: boolean;
}

export type TableOf<Key, Row extends OccurrenceRow> = ReturnType<typeof createTable<Key, Row>>;
/** What whoever shows the rows needs of the table. */
export type TableOfRows = Omit<TableOf<never, OccurrenceRow>, 'show' | 'rows'>;
export type OccurrenceTable = TableOf<number, OccurrenceRow>;

const pageSize = 100;
export const mostColumns = 12;

/** The occurrences of an item. */
export function createOccurrenceTable({ client, later }: Pick<Surroundings, 'client' | 'later'>): OccurrenceTable {
  return createTable<number, OccurrenceRow>(later, {
    find: (itemId, page) => client.call('occurrences.list', { itemId, ids: null, ...page }),
    keepsColumns: false,
  });
}

/** What is shown is named by a key, which changes when anything else is. */
export function createTable<Key, Row extends OccurrenceRow>(later: Later, source: TableSource<Key, Row>) {
  let key = $state.raw<Key | null>(null);
  let rows = $state.raw<Row[] | null>(null);
  let next = $state<string | null>(null);
  let columns = $state.raw<string[]>([]);
  let order = $state<OccurrenceOrder>('newest');
  let currentId = $state<number | null>(null);
  let failure = $state<ErrorCode | null>(null);
  let hasNewer = $state(false);
  let atTop = true;
  let isLoadingMore = false;
  const chosen = new SvelteSet<number>();
  const refresher = createRefresher(load, later, 1000);

  const ask = (asked: Key, cursor: string | null): Promise<Page<Row>> =>
    source.find(asked, { columns, order, cursor, limit: pageSize });

  /** Rows under the reader stay where they are: what is new is offered, unless the newest are in sight anyway. */
  async function load(): Promise<() => void> {
    const asked = key;
    if (asked === null) return () => undefined;
    try {
      const page = await ask(asked, null);
      return () => {
        if (asked !== key) return;
        failure = null;
        const isNew = order === 'newest' && page.rows[0]?.id !== rows?.[0]?.id;
        if (rows !== null && (order === 'oldest' || (isNew && !atTop))) hasNewer ||= isNew;
        else if (rows === null || isNew) replace(page);
      };
    } catch (error) {
      const code = codeOf(error);
      return () => {
        if (asked === key) failure = code;
      };
    }
  }

  function replace(page: Page<Row>): void {
    rows = page.rows;
    next = page.next;
    hasNewer = false;
  }

  function restart(): void {
    rows = null;
    next = null;
    hasNewer = false;
    failure = null;
    atTop = true;
    refresher.restart();
  }

  return {
    /** Null until the first are there. */
    get rows() {
      return rows;
    },
    get hasMore() {
      return next !== null;
    },
    get columns() {
      return columns;
    },
    get order() {
      return order;
    },
    get failure() {
      return failure;
    },
    /** More have arrived than are shown. */
    get hasNewer() {
      return hasNewer;
    },
    /** The row that the keyboard is on. */
    get currentId() {
      return currentId;
    },
    get chosen(): ReadonlySet<number> {
      return chosen;
    },
    show(wanted: Key | null) {
      if (wanted === key) return;
      key = wanted;
      currentId = null;
      chosen.clear();
      if (!source.keepsColumns) columns = [];
      if (wanted !== null) restart();
    },
    refresh() {
      if (key !== null && order === 'newest') refresher.request();
    },
    restart,
    setAtTop(isSo: boolean) {
      atTop = isSo;
    },
    setColumns(wanted: readonly string[]) {
      columns = [...new Set(wanted)].slice(0, mostColumns);
      restart();
    },
    sort(wanted: OccurrenceOrder) {
      if (wanted === order) return;
      order = wanted;
      restart();
    },
    select(id: number | null) {
      currentId = id;
    },
    toggle(id: number) {
      if (!chosen.delete(id)) chosen.add(id);
    },
    clear() {
      chosen.clear();
    },
    async loadMore() {
      const [asked, from, before] = [key, next, rows];
      if (asked === null || from === null || before === null || isLoadingMore) return;
      isLoadingMore = true;
      try {
        const page = await ask(asked, from);
        if (rows !== before) return;
        rows = [...before, ...page.rows];
        next = page.next;
      } catch (error) {
        failure = codeOf(error);
      } finally {
        isLoadingMore = false;
      }
    },
  };
}
