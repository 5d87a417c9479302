/** What the page shows, as an address after the `#`, so that back, forward and reload work. Pure. */
import type { ItemFilter } from '../../shared/contract.ts';
import { itemViews } from '../../shared/item.ts';
import { hashOfReleases, parseReleases, type ReleaseRoute } from './release-route.ts';
import type { OccurrenceScope } from '../../shared/occurrence-scope.ts';
import { isItemTab, type ItemTab } from './item-tabs.ts';

export type Route =
  | { screen: 'inbox'; filter: ItemFilter }
  | ItemRoute
  | ReleaseRoute
  /** Leads to the occurrence within its item. */
  | { screen: 'occurrence'; id: number }
  | { screen: 'occurrences'; scope: OccurrenceScope }
  | { screen: 'refused'; id: number | null }
  /** Without a job it is whatever is being written. */
  | { screen: 'query'; jobId: number | null }
  /** Without a section it is as it was left. */
  | { screen: 'settings'; section?: string };

export const allOccurrences: OccurrenceScope = { projectId: null, itemId: null, text: '', from: null, to: null };

/** Without an occurrence it is the newest, without a tab the first. */
export interface ItemRoute {
  screen: 'item';
  id: number;
  occurrenceId: number | null;
  tab?: ItemTab;
  /** The occurrence that it is compared with. */
  withId?: number;
}

/** Reads an address; one that makes no sense is the active items. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [screen, first, second] = path.split('/');
  if (screen === 'item') {
    const id = idOf(first);
    if (id !== null) return { screen, id, occurrenceId: idOf(second), ...tabOf(new URLSearchParams(query)) };
  }
  if (screen === 'occurrence') {
    const id = idOf(first);
    if (id !== null) return { screen, id };
  }
  if (screen === 'deploys' || screen === 'versions')
    return parseReleases(screen, idOf(first), { words: new URLSearchParams(query), idOf });
  if (screen === 'occurrences') return { screen, scope: scopeOf(new URLSearchParams(query)) };
  if (screen === 'refused') return { screen, id: idOf(first) };
  if (screen === 'query') return { screen, jobId: idOf(first) };
  if (screen === 'settings') return first && /^[a-z-]{1,40}$/.test(first) ? { screen, section: first } : { screen };
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
      return hashOfItem(route);
    case 'deploys':
    case 'versions':
      return hashOfReleases(route);
    case 'occurrence':
      return `#/occurrence/${String(route.id)}`;
    case 'occurrences':
      return hashOfScope(route.scope);
    case 'refused':
      return `#/refused${route.id === null ? '' : `/${String(route.id)}`}`;
    case 'query':
      return `#/query${route.jobId === null ? '' : `/${String(route.jobId)}`}`;
    case 'settings':
      return `#/settings${route.section === undefined ? '' : `/${route.section}`}`;
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

function tabOf(words: URLSearchParams): Pick<ItemRoute, 'tab' | 'withId'> {
  const tab = words.get('tab');
  const withId = idOf(words.get('with') ?? undefined);
  return { ...(isItemTab(tab) && tab !== 'traceback' ? { tab } : {}), ...(withId === null ? {} : { withId }) };
}

function scopeOf(words: URLSearchParams): OccurrenceScope {
  const id = (name: string): number | null => idOf(words.get(name) ?? undefined);
  const text = words.get('text')?.slice(0, 500) ?? '';
  return { projectId: id('project'), itemId: id('item'), text, from: id('from'), to: id('to') };
}

function hashOfScope({ projectId, itemId, text, from, to }: OccurrenceScope): string {
  const words = new URLSearchParams();
  const numbers = { project: projectId, item: itemId, from, to };
  for (const [name, number] of Object.entries(numbers)) if (number !== null) words.set(name, String(number));
  if (text !== '') words.set('text', text);
  return words.size === 0 ? '#/occurrences' : `#/occurrences?${words.toString()}`;
}

function hashOfItem({ id, occurrenceId, tab, withId }: ItemRoute): string {
  const words = new URLSearchParams();
  if (tab !== undefined && tab !== 'traceback') words.set('tab', tab);
  if (withId !== undefined) words.set('with', String(withId));
  const path = `#/item/${String(id)}${occurrenceId === null ? '' : `/${String(occurrenceId)}`}`;
  return words.size === 0 ? path : `${path}?${words.toString()}`;
}

function idOf(text: string | undefined): number | null {
  const id = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return id > 0 ? id : null;
}
