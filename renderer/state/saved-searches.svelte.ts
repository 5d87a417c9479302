/** Searches with a name, kept by the collector, so that every window has them. */
import type { ItemFilter, SavedSearch } from '../../shared/contract.ts';
import type { ItemSort } from '../../shared/item.ts';
import { codeOf, errorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

export type SavedSearches = ReturnType<typeof createSavedSearches>;

export function createSavedSearches({ client }: Pick<Surroundings, 'client'>, toasts: Toasts) {
  let list = $state.raw<SavedSearch[]>([]);

  async function load(): Promise<void> {
    try {
      list = await client.call('search.saved', {});
    } catch (error) {
      // The list of items says what is wrong; what is known stays meanwhile.
      codeOf(error);
    }
  }

  async function change(ask: () => Promise<unknown>): Promise<boolean> {
    try {
      await ask();
      await load();
      return true;
    } catch (error) {
      const words = errorWords[codeOf(error)];
      toasts.show('refused', words.title, { more: words.advice });
      return false;
    }
  }

  const add = (name: string, filter: ItemFilter, sort: ItemSort): Promise<boolean> =>
    change(() => client.call('search.save', { name, filter, sort }));

  return {
    /** In the order in which they were saved. */
    get list() {
      return list;
    },
    load,
    /** The one that asks for just this. */
    matching: (filter: ItemFilter): SavedSearch | undefined =>
      list.find((each) => JSON.stringify(each.filter) === JSON.stringify(filter)),
    /** Whether it was saved. */
    save: add,
    rename: (id: number, name: string) => change(() => client.call('search.rename', { id, name })),
    /** Deletes it; the toast brings it back, at the end of the list. */
    async remove({ id, name, filter, sort }: SavedSearch) {
      if (!(await change(() => client.call('search.remove', { id })))) return;
      const run = (): void => void add(name, filter, sort);
      toasts.show('done', `Deleted the search “${name}”`, { action: { words: 'Undo', run } });
    },
  };
}
