/** `GET /search/`, which only pyrollbar knows (rollbar.md 3.15): items with the fields that were asked for. */
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid } from './endpoint.ts';
import { searchOf } from './item-filters.ts';
import { itemShape } from './item-shape.ts';
import { pageOf } from './parameters.ts';
import { readTerms } from './search-terms.ts';

export function searchRoutes(library: Library): Route[] {
  return [
    endpoint({
      ...{ method: 'GET', path: '/api/1/search', scopes: ['read'] },
      answer: async (asked) => {
        const { page, ...part } = pageOf(asked.query, { usual: 100 });
        const read = searchOf(library, asked);
        if (read.kind === 'problem') return invalid(read.problem);
        const title = readTerms(asked.query.get('title') ?? '');
        if (title.kind === 'problem') return invalid(title.problem);
        const terms = [...read.search.terms, ...title.terms];
        const { items, total } = await library.items.find({ ...read.search, terms }, part);
        const names = (asked.query.get('fields') ?? '').split(',').map((name) => name.trim());
        const shapes = items.map((item) => withFields(itemShape(item), names.filter(Boolean)));
        return { result: { page, total_count: total, items: shapes } };
      },
    }),
  ];
}

/** All fields when none is named; names that no item has are left out. */
function withFields(shape: Record<string, unknown>, names: string[]): Record<string, unknown> {
  if (names.length === 0) return shape;
  return Object.fromEntries(names.filter((name) => Object.hasOwn(shape, name)).map((name) => [name, shape[name]]));
}
