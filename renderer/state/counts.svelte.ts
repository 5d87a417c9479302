/** How many items each view holds: in all, for the chosen project (the sidebar), and for what the list is filtered by. */
import type { ItemFilter } from '../../shared/contract.ts';
import { itemViews, type ItemRow, type ItemView, type ViewCounts } from '../../shared/item.ts';
import { codeOf } from './error-words.ts';
import { belongsTo } from './inbox-rows.ts';
import { everything } from './inbox.svelte.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';

export type Counts = ReturnType<typeof createCounts>;

const unfiltered = (filter: ItemFilter): ItemFilter => ({ ...everything, projectId: filter.projectId });

/** `onAnswer` hears how many items there are in all, each time the collector has said so. */
export function createCounts({ client, now, later }: Surroundings, onAnswer: (all: number) => void) {
  let filter = everything;
  let all = $state.raw<ViewCounts | null>(null);
  let project = $state.raw<ViewCounts | null>(null);
  let found = $state.raw<ViewCounts | null>(null);
  const refresher = createRefresher(load, later);

  async function load(): Promise<() => void> {
    const wanted = [everything, unfiltered(filter), filter];
    const asked = new Map<string, Promise<ViewCounts>>();
    try {
      const answers = await Promise.all(
        wanted.map((each) => {
          const key = JSON.stringify({ ...each, view: 'all' });
          const answer = asked.get(key) ?? client.call('items.counts', { filter: { ...each, view: 'all' } });
          asked.set(key, answer);
          return answer;
        }),
      );
      return () => {
        [all, project, found] = answers as [ViewCounts, ViewCounts, ViewCounts];
        onAnswer(all.all);
      };
    } catch (error) {
      // The list asks at the same time and says what is wrong; old counts stay meanwhile.
      codeOf(error);
      return () => undefined;
    }
  }

  return {
    get all() {
      return all;
    },
    get project() {
      return project;
    },
    get found() {
      return found;
    },
    show(wanted: ItemFilter) {
      if (all !== null && JSON.stringify(wanted) === JSON.stringify(filter)) return;
      filter = wanted;
      refresher.restart();
    },
    refresh() {
      refresher.request();
    },
    hold() {
      refresher.hold();
    },
    release() {
      refresher.release();
    },
    /** Counts items as if they were so already; both lists have the same items. */
    foresee(before: readonly ItemRow[], after: readonly ItemRow[]) {
      const at = now();
      const move = (counts: ViewCounts | null): ViewCounts | null => counts && moved(counts, { before, after, at });
      [all, project, found] = [move(all), move(project), move(found)];
    },
    /** One item fewer that nobody has looked at. */
    markViewed() {
      const less = (counts: ViewCounts | null): ViewCounts | null =>
        counts && { ...counts, new: Math.max(0, counts.new - 1) };
      [all, project, found] = [less(all), less(project), less(found)];
    },
  };
}

/** The counts with the items in the views that they belong to afterwards. */
function moved(
  counts: ViewCounts,
  { before, after, at }: { before: readonly ItemRow[]; after: readonly ItemRow[]; at: number },
): ViewCounts {
  const inView = (view: ItemView, rows: readonly ItemRow[]): number =>
    rows.filter((row) => belongsTo(view, row, at)).length;
  const count = (view: ItemView): number => Math.max(0, counts[view] + inView(view, after) - inView(view, before));
  return Object.fromEntries(itemViews.map((view) => [view, count(view)])) as ViewCounts;
}
