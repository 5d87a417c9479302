/** Items of several projects in one list, for tokens of the account (rollbar.md 1.3). */
import type { FoundItems, ItemSearch } from '../../../../shared/item-search.ts';
import type { Library, Part } from '../../library.ts';
import type { Asked } from './endpoint.ts';
import { searchOf } from './item-filters.ts';

/** Each project is read up to the page's end, so that is not allowed to be anywhere: rows in all. */
const most = 20_000;

/** The same filters for each of the projects. */
export function searchesOf(library: Library, asked: Asked): { searches: ItemSearch[] } | { problem: string } {
  const searches: ItemSearch[] = [];
  for (const projectId of asked.projectIds) {
    const read = searchOf(library, { query: asked.query, projectId });
    if (read.kind === 'problem') return read;
    searches.push(read.search);
  }
  return { searches };
}

/** A page of what all the searches find, latest occurrence first. */
export async function findIn({ items }: Library, searches: ItemSearch[], part: Part): Promise<FoundItems | 'too-far'> {
  const [only] = searches;
  if (only !== undefined && searches.length === 1) return items.find(only, part);
  const end = part.offset + part.limit;
  if (end * searches.length > most) return 'too-far';
  const found = await Promise.all(searches.map((search) => items.find(search, { offset: 0, limit: end })));
  const sorted = found
    .flatMap((each) => each.items)
    .toSorted((one, other) => other.lastSeenAt - one.lastSeenAt || other.id - one.id);
  return { items: sorted.slice(part.offset, end), total: found.reduce((sum, { total }) => sum + total, 0) };
}
