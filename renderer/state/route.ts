/** What the page shows, as an address after the `#`, so that back, forward and reload work. Pure. */
import type { ItemFilter } from '../../shared/contract.ts';
import { itemViews } from '../../shared/item.ts';

export type Route =
  | { screen: 'inbox'; filter: ItemFilter }
  | { screen: 'item'; id: number; occurrenceId: number | null }
  | { screen: 'refused'; id: number | null }
  | { screen: 'settings' };

/** Reads an address; one that makes no sense is the active items. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen, first, second] = path.split('/');
  if (screen === 'item') {
    const id = idOf(first);
    if (id !== null) return { screen, id, occurrenceId: idOf(second) };
  }
  if (screen === 'refused') return { screen, id: idOf(first) };
  if (screen === 'settings') return { screen };
  const view = itemViews.find((each) => each === screen) ?? 'active';
  const words = new URLSearchParams(query);
  return {
    screen: 'inbox',
    filter: {
      view,
      projectId: idOf(words.get('project') ?? undefined),
      environment: words.get('environment')?.slice(0, 255) ?? null,
      text: words.get('text')?.slice(0, 500) ?? '',
    },
  };
}

/** The address of a route; `parseRoute` reads it back. */
export function hashOf(route: Route): string {
  switch (route.screen) {
    case 'item':
      return `#/item/${String(route.id)}${route.occurrenceId === null ? '' : `/${String(route.occurrenceId)}`}`;
    case 'refused':
      return `#/refused${route.id === null ? '' : `/${String(route.id)}`}`;
    case 'settings':
      return '#/settings';
    case 'inbox': {
      const { view, projectId, environment, text } = route.filter;
      const words = new URLSearchParams();
      if (projectId !== null) words.set('project', String(projectId));
      if (environment !== null) words.set('environment', environment);
      if (text !== '') words.set('text', text);
      const query = words.toString();
      return `#/${view}${query === '' ? '' : `?${query}`}`;
    }
  }
}

function idOf(text: string | undefined): number | null {
  const id = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return id > 0 ? id : null;
}
