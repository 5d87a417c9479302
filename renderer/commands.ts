/** What each command does. The keys and the buttons both end here. */
import type { CopyForm } from './copying.ts';
import type { CommandId, Scope } from './keys/bindings.ts';
import type { App } from './state/app.svelte.ts';
import * as inItem from './item-commands.ts';
import * as inReleases from './release-commands.ts';
import { ask, checkAll, merge, mute, pin, remove, resolve, snooze } from './triage-commands.ts';
import { toggleTriage, undoInTriage } from './triage-walk.ts';
import { densities, listingOf, themes, type PreferenceValues } from './state/preferences.svelte.ts';
import { allOccurrences } from './state/route.ts';
import { everything } from './state/inbox.svelte.ts';
import type { SavedSearch } from '../shared/contract.ts';
import type { OccurrenceScope } from '../shared/occurrence-scope.ts';
import { itemSorts, type ItemRow, type ItemSort, type ItemView } from '../shared/item.ts';

export type Question = 'snooze' | 'assign' | 'version' | 'level' | 'title' | 'resend' | 'split' | 'group';

/** What commands need of the page itself. */
export interface PageHands {
  focusFilter(): void | Promise<void>;
  leaveFilter(): void;
  stepFrame(by: 1 | -1): void;
  openInEditor(): void;
  copyItem(form: CopyForm): void | Promise<void>;
  openPalette(): void;
  /** Asks for what a decision about these items still needs: until when, for whom, in which version… */
  ask(what: Question, items: readonly ItemRow[]): void;
  toggleKeys(): void;
  /** Rows that are in sight at once. */
  rowsInSight(): number;
}

/** The scopes that are open, innermost first. Over a sheet the keys of the screen do not hold. */
export function openScopes(app: App, sheet: 'keys' | 'question' | null): Scope[] {
  if (sheet !== null) return sheet === 'keys' ? ['sheet'] : [];
  return [...scopesOfScreen(app), 'always'];
}

function scopesOfScreen(app: App): Scope[] {
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

/** What a decision here would be about. */
export function targets(app: App): ItemRow[] {
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

const copy = (form: CopyForm) => (_app: App, page: PageHands) => page.copyItem(form);

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
  'list.window': (app) => {
    const { selectedId: id } = cursorOf(app);
    if (id !== null) app.address.openBeside({ screen: 'item', id, occurrenceId: null });
  },
  'list.arrivals': (app) => app.inbox.bringIn(),
  'list.check': (app) => cursorOf(app).toggleCheck(),
  'list.checkDown': (app) => cursorOf(app).extend(1),
  'list.checkUp': (app) => cursorOf(app).extend(-1),
  'list.checkAll': checkAll,
  'list.clear': clearList,
  'item.next': (app) => stepItem(app, 1),
  'item.previous': (app) => stepItem(app, -1),
  'item.back': backToList,
  'item.window': (app) => app.address.openBeside(app.address.route),
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
  'item.copy': copy('markdown'),
  'item.copyJson': copy('json'),
  'item.copyCurl': copy('curl'),
  'item.copyLink': copy('link'),
  'item.copyFrames': copy('frames'),
  'item.copyTitle': copy('title'),
  'item.resend': (app, page) => {
    if (app.item.row && app.item.shown) page.ask('resend', [app.item.row]);
  },
  'item.reveal': ({ redaction }) => redaction.toggleReveal(),
  'triage.resolve': (app) => resolve(app, targets(app)),
  'triage.mute': (app) => mute(app, targets(app)),
  'triage.snooze': (app, page) => snooze(app, targets(app), page),
  'triage.assign': (app, page) => ask('assign', targets(app), page),
  'triage.resolveIn': (app, page) => ask('version', targets(app), page),
  'triage.level': (app, page) => ask('level', targets(app), page),
  'triage.rename': (app, page) => ask('title', targets(app), page),
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
  'go.deleted': toView('deleted'),
  'go.occurrences': goToOccurrences,
  'go.refused': (app) => app.address.go({ screen: 'refused', id: null }),
  'go.deploys': (app) => inReleases.goTo(app, 'deploys'),
  'go.versions': (app) => inReleases.goTo(app, 'versions'),
  'go.query': (app) => app.address.go({ screen: 'query', jobId: null }),
  'go.settings': (app) => app.address.go({ screen: 'settings' }),
  'test.send': (app) => app.status.sendTestError(),
  'window.density': ({ preferences }) => preferences.change({ density: nextOf(densities, preferences.values.density) }),
  'window.theme': ({ preferences }) => preferences.change({ theme: nextOf(themes, preferences.values.theme) }),
  'window.palette': (_app, page) => page.openPalette(),
  'window.keys': (_app, page) => page.toggleKeys(),
  'window.closeSheet': (_app, page) => page.toggleKeys(),
};

export function run(app: App, command: CommandId, page: PageHands): void {
  void actions[command](app, page);
}
