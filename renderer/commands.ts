/** What each command does. The keys and the buttons both end here. */
import type { CommandId, Scope } from './keys/bindings.ts';
import type { App } from './state/app.svelte.ts';
import * as inItem from './item-commands.ts';
import * as inReleases from './release-commands.ts';
import { decideAndGoOn, toggleTriage, undoInTriage } from './triage-walk.ts';
import { densities, listingOf, themes, type PreferenceValues } from './state/preferences.svelte.ts';
import { allOccurrences } from './state/route.ts';
import { everything } from './state/inbox.svelte.ts';
import type { Wish } from './state/wishes.ts';
import type { SavedSearch } from '../shared/contract.ts';
import type { OccurrenceScope } from '../shared/occurrence-scope.ts';
import { isSnoozed, itemSorts, type ItemRow, type ItemSort, type ItemView } from '../shared/item.ts';

export type Question = 'snooze' | 'assign';

/** What commands need of the page itself. */
export interface PageHands {
  focusFilter(): void | Promise<void>;
  leaveFilter(): void;
  stepFrame(by: 1 | -1): void;
  openInEditor(): void;
  copyItem(): void | Promise<void>;
  /** Asks for what a decision about these items still needs: until when, or for whom. */
  ask(what: Question, items: readonly ItemRow[]): void;
  toggleKeys(): void;
  /** Rows that are in sight at once. */
  rowsInSight(): number;
}

/** The scopes that are open, innermost first. Over a sheet the keys of the screen do not hold. */
export function openScopes(app: App, sheet: 'keys' | 'question' | null): Scope[] {
  if (sheet !== null) return sheet === 'keys' ? ['sheet'] : [];
  const { screen } = app.address.route;
  if (screen === 'item') return ['item', 'everywhere'];
  if (app.deploys.recording) return [];
  if (screen === 'deploys') return ['deploys', 'releases', 'everywhere'];
  if (screen === 'versions') return ['releases', 'everywhere'];
  if (screen === 'refused') return ['refused', 'everywhere'];
  if (screen === 'settings' || screen === 'query' || screen === 'occurrences') return ['everywhere'];
  return ['filter', 'list', 'everywhere'];
}

/** Goes to a view; the chosen project stays chosen. */
export function goToView(app: App, view: ItemView): void {
  const { projectId } = app.inbox.filter;
  app.address.go({ screen: 'inbox', filter: { ...everything, view, projectId } });
}

/** Are these the checked rows, of a list that is checked as a whole? */
export function isWhole({ inbox: { cursor } }: App, items: readonly ItemRow[]): boolean {
  return cursor.whole && items.length === cursor.checked.size && items.every((item) => cursor.checked.has(item.id));
}

/** Does to these items what is wished; when they stand for all that match, to all of those. */
export function decide(app: App, wish: Wish, items: readonly ItemRow[]): void {
  const [only] = items;
  if (app.triageMode.isOn && only && items.length === 1) {
    void decideAndGoOn(app, wish, only);
    return;
  }
  if (wish.kind === 'merge' || !isWhole(app, items)) {
    void app.triage.act(wish, items);
    return;
  }
  app.inbox.cursor.uncheckAll();
  void app.triage.actOnAll(wish, app.inbox.filter);
}

/** Checks what is loaded; when that is checked already, everything that the list holds. */
function checkAll({ inbox: { cursor, rows, hasMore } }: App): void {
  if (hasMore && rows.every((row) => cursor.checked.has(row.id))) cursor.checkWhole();
  else cursor.checkAll();
}

/** Resolves, or reopens when all of them are resolved. */
export function resolve(app: App, items: readonly ItemRow[]): void {
  const done = items.every((item) => item.status === 'resolved');
  decide(app, { kind: done ? 'activate' : 'resolve' }, items);
}

/** Mutes, or unmutes when all of them are muted. */
export function mute(app: App, items: readonly ItemRow[]): void {
  const done = items.every((item) => item.status === 'muted');
  decide(app, { kind: done ? 'activate' : 'mute' }, items);
}

/** Asks for how long, or wakes them when all of them are snoozed. */
export function snooze(app: App, items: readonly ItemRow[], page: Pick<PageHands, 'ask'>): void {
  if (items.length === 0) return;
  if (items.every((item) => isSnoozed(item, app.clock.now))) decide(app, { kind: 'wake' }, items);
  else page.ask('snooze', items);
}

/** Out of every list; the toast brings them back. */
export function remove(app: App, items: readonly ItemRow[]): void {
  decide(app, { kind: 'delete' }, items);
}

/** Pins, or unpins when all of them are pinned. */
function pin(app: App, items: readonly ItemRow[]): void {
  decide(app, { kind: items.every((item) => item.pinnedAt !== null) ? 'unpin' : 'pin' }, items);
}

/** Merges the items into the selected one if it is among them, else into the one that was there first. */
export function merge(app: App, items: readonly ItemRow[]): void {
  const [oldest] = items.toSorted((one, other) => one.id - other.id);
  const into = items.find((item) => item.id === app.inbox.cursor.selectedId) ?? oldest;
  if (!into || items.length < 2) {
    app.toasts.show('plain', 'Select two items or more to merge them');
    return;
  }
  const others = items.filter((item) => item.id !== into.id);
  decide(app, { kind: 'merge', into: into.id, name: `#${String(into.counter)}` }, others);
}

/** Asks whom the items are for. */
export function assign(items: readonly ItemRow[], page: Pick<PageHands, 'ask'>): void {
  if (items.length > 0) page.ask('assign', items);
}

export function openItem(app: App, id: number): void {
  app.inbox.cursor.select(id);
  app.address.go({ screen: 'item', id, occurrenceId: null });
}

/** Back to the list that is behind the open item. */
export function backToList(app: App): void {
  app.address.back({ screen: 'inbox', filter: app.inbox.filter });
}

export function stepItem(app: App, by: 1 | -1): void {
  const { id } = app.item;
  const row = id === null ? null : app.inbox.neighbour(id, by);
  if (row) app.address.replace({ screen: 'item', id: row.id, occurrenceId: null, ...inItem.keptTab(app) });
}

export function setFilter(app: App, change: Partial<typeof everything>): void {
  app.address.replace({ screen: 'inbox', filter: { ...app.inbox.filter, ...change } });
}

export function setScope(app: App, change: Partial<OccurrenceScope>): void {
  app.address.replace({ screen: 'occurrences', scope: { ...app.explorer.scope, ...change } });
}

/** The occurrences of the chosen project, of any of its items. */
export function goToOccurrences(app: App): void {
  const { projectId } = app.inbox.filter;
  app.address.go({ screen: 'occurrences', scope: { ...allOccurrences, projectId } });
}

export function stepRefused(app: App, by: number): void {
  const id = app.refused.neighbour(by);
  if (id !== null) app.address.replace({ screen: 'refused', id });
}

function targets(app: App): ItemRow[] {
  if (app.address.route.screen === 'item') return app.item.row ? [app.item.row] : [];
  return app.inbox.cursor.targets();
}

function isFiltered(app: App): boolean {
  const { text, environment } = app.inbox.filter;
  return text !== '' || environment !== null;
}

/** Escape in the list: the innermost thing that can be left. */
function clearList(app: App): void {
  const { cursor } = app.inbox;
  if (cursor.checked.size > 0) cursor.uncheckAll();
  else if (app.preferences.values.peek) togglePeek(app);
  else if (isFiltered(app)) setFilter(app, { text: '', environment: null });
  else {
    cursor.clear();
    app.inbox.refresh();
  }
}

function nextOf<T>(list: readonly T[], value: T): T {
  return list[(list.indexOf(value) + 1) % list.length] ?? value;
}

/** How the list looks and what it is ordered by; remembered. */
export function setLook(app: App, change: Partial<PreferenceValues>): void {
  app.preferences.change(change);
  app.inbox.setListing(listingOf(app.preferences.values));
}

/** Shows what a saved search asks for, in its order. */
export function openSearch(app: App, { filter, sort }: SavedSearch): void {
  setLook(app, { sort, ascending: false });
  app.address.go({ screen: 'inbox', filter });
}

/** Opens or closes the pane that shows the selected item; with none selected, the first is. */
export function togglePeek(app: App): void {
  const { preferences, inbox } = app;
  preferences.change({ peek: !preferences.values.peek });
  if (preferences.values.peek && inbox.cursor.selectedId === null) inbox.cursor.first();
}

/** Searches that led somewhere are offered again, the latest first. */
export function rememberSearch(app: App, search: string): void {
  const others = app.preferences.values.searches.filter((each) => each !== search);
  app.preferences.change({ searches: [search, ...others].slice(0, mostSearches) });
}
const mostSearches = 20;

/** Sorts by this; by what it is sorted by already, the other way round. */
export function sortBy(app: App, sort: ItemSort): void {
  const { sort: before, ascending } = app.preferences.values;
  setLook(app, { sort, ascending: sort === before && !ascending });
}

/** What the toast in sight offers to undo; without one, the last decision of the kind that the screen is about. */
function undo(app: App): void {
  const offered = app.toasts.list.findLast(({ tone, action }) => tone === 'done' && action !== null);
  if (offered?.action) {
    app.toasts.close(offered.id);
    offered.action.run();
  } else void (app.address.route.screen === 'deploys' ? app.deploys : app.triage).undo();
}

const toView = (view: ItemView) => (app: App) => goToView(app, view);
const cursorOf = (app: App): App['inbox']['cursor'] => app.inbox.cursor;

const actions: Record<CommandId, (app: App, page: PageHands) => unknown> = {
  'list.next': (app) => cursorOf(app).move(1),
  'list.previous': (app) => cursorOf(app).move(-1),
  'list.first': (app) => cursorOf(app).first(),
  'list.last': (app) => app.inbox.last(),
  'list.pageDown': (app, page) => cursorOf(app).move(page.rowsInSight()),
  'list.pageUp': (app, page) => cursorOf(app).move(-page.rowsInSight()),
  'list.open': (app) => {
    const { selectedId } = cursorOf(app);
    if (selectedId !== null) openItem(app, selectedId);
  },
  'list.peek': togglePeek,
  'list.arrivals': (app) => app.inbox.bringIn(),
  'list.check': (app) => cursorOf(app).toggleCheck(),
  'list.checkDown': (app) => cursorOf(app).extend(1),
  'list.checkUp': (app) => cursorOf(app).extend(-1),
  'list.checkAll': checkAll,
  'list.clear': clearList,
  'item.next': (app) => stepItem(app, 1),
  'item.previous': (app) => stepItem(app, -1),
  'item.back': backToList,
  'item.older': (app) => inItem.stepOccurrence(app, 'older'),
  'item.newer': (app) => inItem.stepOccurrence(app, 'newer'),
  'item.newest': (app) => inItem.jumpToOccurrence(app, 'newest'),
  'item.oldest': (app) => inItem.jumpToOccurrence(app, 'oldest'),
  'item.nextTab': (app) => inItem.stepTab(app, 1),
  'item.previousTab': (app) => inItem.stepTab(app, -1),
  'item.compare': (app) => inItem.compare(app),
  'item.note': (app) => inItem.beginNote(app),
  'item.nextFrame': (_app, page) => page.stepFrame(1),
  'item.previousFrame': (_app, page) => page.stepFrame(-1),
  'item.editor': (_app, page) => page.openInEditor(),
  'item.copy': (_app, page) => page.copyItem(),
  'triage.resolve': (app) => resolve(app, targets(app)),
  'triage.mute': (app) => mute(app, targets(app)),
  'triage.snooze': (app, page) => snooze(app, targets(app), page),
  'triage.assign': (app, page) => assign(targets(app), page),
  'triage.merge': (app) => merge(app, targets(app)),
  'triage.delete': (app) => remove(app, targets(app)),
  'triage.pin': (app) => pin(app, targets(app)),
  'triage.walk': toggleTriage,
  'triage.undo': (app) => (app.triageMode.isOn ? undoInTriage(app) : undo(app)),
  'refused.next': (app) => stepRefused(app, 1),
  'refused.previous': (app) => stepRefused(app, -1),
  'refused.first': (app) => stepRefused(app, -Infinity),
  'refused.last': (app) => stepRefused(app, Infinity),
  'refused.close': (app) => app.address.go({ screen: 'refused', id: null }),
  'releases.next': (app) => inReleases.step(app, 1),
  'releases.previous': (app) => inReleases.step(app, -1),
  'releases.first': (app) => inReleases.step(app, -Infinity),
  'releases.last': (app) => inReleases.step(app, Infinity),
  'releases.close': (app) => inReleases.open(app, null),
  'deploys.record': (app) => app.deploys.setRecording(true),
  'filter.focus': (_app, page) => page.focusFilter(),
  'filter.leave': (app, page) => {
    if (app.inbox.filter.text !== '') setFilter(app, { text: '' });
    page.leaveFilter();
  },
  'filter.toList': (app, page) => {
    page.leaveFilter();
    cursorOf(app).first();
  },
  'filter.searchAll': (app) => {
    if (isFiltered(app)) setFilter(app, { view: 'all' });
  },
  'sort.next': (app) => sortBy(app, nextOf(itemSorts, app.inbox.listing.sort)),
  'sort.turn': (app) => sortBy(app, app.inbox.listing.sort),
  'sort.group': (app) => setLook(app, { grouped: !app.inbox.listing.grouped }),
  'go.active': toView('active'),
  'go.new': toView('new'),
  'go.snoozed': toView('snoozed'),
  'go.muted': toView('muted'),
  'go.resolved': toView('resolved'),
  'go.occurrences': goToOccurrences,
  'go.refused': (app) => app.address.go({ screen: 'refused', id: null }),
  'go.deploys': (app) => inReleases.goTo(app, 'deploys'),
  'go.versions': (app) => inReleases.goTo(app, 'versions'),
  'go.query': (app) => app.address.go({ screen: 'query', jobId: null }),
  'go.settings': (app) => app.address.go({ screen: 'settings' }),
  'test.send': (app) => app.status.sendTestError(),
  'window.density': ({ preferences }) => preferences.change({ density: nextOf(densities, preferences.values.density) }),
  'window.theme': ({ preferences }) => preferences.change({ theme: nextOf(themes, preferences.values.theme) }),
  'window.keys': (_app, page) => page.toggleKeys(),
  'window.closeSheet': (_app, page) => page.toggleKeys(),
};

export function run(app: App, command: CommandId, page: PageHands): void {
  void actions[command](app, page);
}
