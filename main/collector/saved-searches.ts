/** Searches with a name. A search is kept as it is, also one whose project has gone: it then finds nothing. */
import type { ParamsOf, SavedSearch } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { CollectorContext } from './collector.ts';

/** More do not fit on a screen. */
const mostSearches = 200;

/** Refusals: `conflict` when there are too many. */
export function saveSearch({ store }: CollectorContext, search: ParamsOf<'search.save'>): SavedSearch {
  if (store.savedSearches.list().length >= mostSearches)
    throw new Refusal('conflict', `There are ${String(mostSearches)} saved searches already. Delete one first.`);
  const id = store.inTransaction((at) => store.savedSearches.add(search, at));
  return { id, ...search };
}

/** Refusals: `not-found`. */
export function renameSearch({ store }: CollectorContext, { id, name }: ParamsOf<'search.rename'>): SavedSearch {
  const search = store.savedSearches.byId(id);
  if (!search) throw new Refusal('not-found', 'This search is not saved any more.');
  store.inTransaction(() => {
    store.savedSearches.rename(id, name);
  });
  return { ...search, name };
}

/** One that has gone already is gone. */
export function removeSearch({ store }: CollectorContext, { id }: ParamsOf<'search.remove'>): null {
  store.inTransaction(() => {
    store.savedSearches.remove(id);
  });
  return null;
}
