/** The columns of the inbox beside the title, and which of them a window has room for. Pure. */
import type { ItemSort, TrendSpan } from '../../shared/item.ts';

export const columnIds = [
  ...(['level', 'status', 'environment', 'project', 'version', 'assignee'] as const),
  ...(['trend', 'count', 'people', 'first', 'last'] as const),
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Column {
  id: ColumnId;
  /** As the choice of columns names it, and as the head does. */
  words: string;
  head: string;
  /** In px. */
  width: number;
  /** What a click on its head sorts by; null when it does not. */
  sort: ItemSort | null;
  /** Do its values stand at the right? */
  isNumber: boolean;
}

export const usualColumns: ColumnId[] = ['environment', 'trend', 'count', 'people', 'last'];

const text = { sort: null, isNumber: false };
const table: Record<ColumnId, Omit<Column, 'id'>> = {
  level: { ...text, words: 'Level', head: 'Level', width: 56, sort: 'level' },
  status: { ...text, words: 'Status', head: 'Status', width: 72 },
  environment: { ...text, words: 'Environment', head: 'Environment', width: 80 },
  project: { ...text, words: 'Project', head: 'Project', width: 96 },
  version: { ...text, words: 'Version', head: 'Version', width: 80 },
  assignee: { ...text, words: 'Assignee', head: 'Assignee', width: 80 },
  trend: { ...text, words: 'Trend', head: '24 hours', width: 84 },
  count: { words: 'Occurrences', head: 'Count', width: 56, sort: 'count', isNumber: true },
  people: { words: 'People', head: 'People', width: 52, sort: 'people', isNumber: true },
  first: { words: 'First seen', head: 'First', width: 48, sort: 'first', isNumber: true },
  last: { words: 'Last seen', head: 'Last', width: 48, sort: 'last', isNumber: true },
};

export const columns: readonly Column[] = columnIds.map((id) => ({ id, ...table[id] }));

export const spanWords: Record<TrendSpan, string> = { day: '24 hours', week: '7 days', month: '30 days' };

/** From the one that leaves first; count and the time that is sorted by never leave. */
const leaving: ColumnId[] = ['version', 'assignee', 'status', 'project', 'level', 'people', 'environment', 'trend'];
const leastTitle = 360;
const gap = 12;

/**
 * The chosen columns in their order, as far as a list of this width (px) has room for them beside a title that can be
 * read. Sorted by when items were first seen, that takes the place of when they were last seen, unless both are chosen.
 */
export function shownColumns(
  chosen: readonly ColumnId[],
  { width, sort }: { width: number; sort: ItemSort },
): Column[] {
  const isFirst = sort === 'first' && !chosen.includes('first');
  const wanted = chosen.map((id) => (id === 'last' && isFirst ? 'first' : id));
  let shown = columns.filter(({ id }) => wanted.includes(id));
  const order = wanted.includes('first') && wanted.includes('last') ? [...leaving, 'first'] : leaving;
  for (const id of order) {
    const taken = shown.reduce((sum, column) => sum + column.width + gap, 0);
    if (width - taken >= leastTitle) break;
    shown = shown.filter((column) => column.id !== id);
  }
  return shown;
}
