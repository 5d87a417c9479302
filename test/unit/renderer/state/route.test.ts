import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itemTabs } from '../../../../renderer/state/item-tabs.ts';
import { hashOf, parseRoute, type Route } from '../../../../renderer/state/route.ts';
import { itemViews } from '../../../../shared/item.ts';
import { versionEvents } from '../../../../shared/version.ts';

const active = { view: 'active', projectId: null, environment: null, text: '' } as const;

it.each<[string, Route]>([
  ['', { screen: 'inbox', filter: active }],
  ['#/', { screen: 'inbox', filter: active }],
  ['#/active', { screen: 'inbox', filter: active }],
  ['#/muted?project=2', { screen: 'inbox', filter: { ...active, view: 'muted', projectId: 2 } }],
  ['#/all?text=a%20b', { screen: 'inbox', filter: { ...active, view: 'all', text: 'a b' } }],
  ['#/active?project=-1', { screen: 'inbox', filter: active }],
  ['#/item/12', { screen: 'item', id: 12, occurrenceId: null }],
  ['#/item/12/34', { screen: 'item', id: 12, occurrenceId: 34 }],
  ['#/item/12?tab=raw', { screen: 'item', id: 12, occurrenceId: null, tab: 'raw' }],
  ['#/item/12?tab=traceback', { screen: 'item', id: 12, occurrenceId: null }],
  ['#/item/12?tab=constructor&with=x', { screen: 'item', id: 12, occurrenceId: null }],
  ['#/item/12/34?tab=compare&with=5', { screen: 'item', id: 12, occurrenceId: 34, tab: 'compare', withId: 5 }],
  ['#/item/x', { screen: 'inbox', filter: active }],
  ['#/item/0', { screen: 'inbox', filter: active }],
  ['#/refused', { screen: 'refused', id: null }],
  ['#/refused/5', { screen: 'refused', id: 5 }],
  ['#/query', { screen: 'query', jobId: null }],
  ['#/query/7', { screen: 'query', jobId: 7 }],
  ['#/settings', { screen: 'settings' }],
  ['#/deploys', { screen: 'deploys', id: null, projectId: null, environment: null }],
  ['#/deploys/7?project=2&environment=a%26b', { screen: 'deploys', id: 7, projectId: 2, environment: 'a&b' }],
  ['#/versions/x?event=constructor&with=-1', { screen: 'versions', id: null, projectId: null, environment: null }],
  ['#/constructor', { screen: 'inbox', filter: active }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

it('every route can be read back from its address', () => {
  const id = fc.integer({ min: 1, max: 999_999_999 });
  const text = fc.string({ maxLength: 40 }).filter((word) => word.isWellFormed());
  const whereabouts = { projectId: fc.option(id), environment: fc.option(text) };
  const filter = fc.record({
    view: fc.constantFrom(...itemViews),
    projectId: fc.option(id),
    environment: fc.option(text),
    text,
  });
  const route: fc.Arbitrary<Route> = fc.oneof(
    filter.map((each) => ({ screen: 'inbox' as const, filter: each })),
    fc.record({ screen: fc.constant('item' as const), id, occurrenceId: fc.option(id) }),
    fc.record({
      ...{ screen: fc.constant('item' as const), id, occurrenceId: fc.option(id), withId: id },
      tab: fc.constantFrom(...itemTabs.filter((tab) => tab !== 'traceback')),
    }),
    fc.record({ screen: fc.constant('refused' as const), id: fc.option(id) }),
    fc.record({ screen: fc.constant('query' as const), jobId: fc.option(id) }),
    fc.constant({ screen: 'settings' as const }),
    fc.record({ screen: fc.constant('deploys' as const), id: fc.option(id), ...whereabouts }),
    fc.record({ screen: fc.constant('versions' as const), id: fc.option(id), ...whereabouts }),
    fc.record({
      ...{ screen: fc.constant('versions' as const), id: fc.option(id), ...whereabouts, withId: id },
      event: fc.constantFrom(...versionEvents.filter((event) => event !== 'new')),
    }),
  );
  fc.assert(
    fc.property(route, (each) => {
      expect(parseRoute(hashOf(each))).toEqual(each);
    }),
  );
});
