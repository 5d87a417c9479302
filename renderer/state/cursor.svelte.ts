/** Which row of the inbox is selected, and which are checked for an action on several. Knows rows by id only. */
import { SvelteSet } from 'svelte/reactivity';
import type { ItemRow } from '../../shared/item.ts';
import { selectionAfter } from './inbox-rows.ts';

export type Cursor = ReturnType<typeof createCursor>;

/** `rows` are those that can be selected, in the order of the list. */
export function createCursor(rows: () => readonly ItemRow[]) {
  let selectedId = $state<number | null>(null);
  let moves = $state(0);
  let whole = $state(false);
  const checked = new SvelteSet<number>();

  const indexOf = (id: number | null): number => rows().findIndex((row) => row.id === id);

  function select(id: number | null): void {
    selectedId = id;
    moves += 1;
  }

  function move(by: number): void {
    const list = rows();
    if (list.length === 0) return;
    const at = indexOf(selectedId);
    const to = at === -1 ? (by > 0 ? by - 1 : list.length + by) : at + by;
    select(list[Math.min(Math.max(to, 0), list.length - 1)]?.id ?? null);
  }

  return {
    get selectedId() {
      return selectedId;
    },
    get index() {
      return indexOf(selectedId);
    },
    /** Grows each time the selection is put somewhere, so that the list can bring it into sight. */
    get moves() {
      return moves;
    },
    get checked(): ReadonlySet<number> {
      return checked;
    },
    /** Everything that the list holds is checked, also what is not loaded. */
    get whole() {
      return whole;
    },
    get engaged() {
      return selectedId !== null || checked.size > 0;
    },
    select,
    move,
    first() {
      select(rows()[0]?.id ?? null);
    },
    last() {
      select(rows().at(-1)?.id ?? null);
    },
    toggleCheck(id: number | null = selectedId) {
      if (id === null || indexOf(id) === -1) return;
      whole = false;
      if (!checked.delete(id)) checked.add(id);
    },
    extend(by: 1 | -1) {
      whole = false;
      if (selectedId !== null) checked.add(selectedId);
      move(by);
      if (selectedId !== null) checked.add(selectedId);
    },
    checkAll() {
      for (const row of rows()) checked.add(row.id);
    },
    checkWhole() {
      for (const row of rows()) checked.add(row.id);
      whole = true;
    },
    uncheckAll() {
      whole = false;
      checked.clear();
    },
    clear() {
      whole = false;
      checked.clear();
      selectedId = null;
    },
    /** Rows go away: they lose their check, and the selection moves on to a row that stays. */
    leave(ids: ReadonlySet<number>) {
      const next = selectionAfter(rows(), selectedId, (id) => ids.has(id));
      for (const id of ids) checked.delete(id);
      if (next !== selectedId) select(next);
    },
    /** What an action is about: the checked rows, else the selected one. */
    targets(): ItemRow[] {
      const list = rows();
      if (checked.size > 0) return list.filter((row) => checked.has(row.id));
      return list.filter((row) => row.id === selectedId);
    },
  };
}
