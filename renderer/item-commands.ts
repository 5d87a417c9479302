/** What the commands of an item's page do: its tabs, its occurrences, and comparing two of them. */
import type { PanelActions } from './item/panel-actions.ts';
import { tabsOf } from './item/tabs.ts';
import type { App } from './state/app.svelte.ts';
import type { ItemTab } from './state/item-tabs.ts';
import type { ItemRoute } from './state/route.ts';

function routeOf(app: App): ItemRoute | null {
  const { route } = app.address;
  return route.screen === 'item' ? route : null;
}

/** The tab stays when another item or occurrence is opened; two occurrences are compared of one item only. */
export function keptTab(app: App): Pick<ItemRoute, 'tab'> {
  const tab = routeOf(app)?.tab;
  return tab === undefined || tab === 'compare' ? {} : { tab };
}

export function openTab(app: App, tab: ItemTab): void {
  const route = routeOf(app);
  if (route) app.address.replace({ ...route, tab });
}

/** Opens the notes with the keyboard in the field of a new one. */
export function beginNote(app: App): void {
  openTab(app, 'activity');
  app.itemPage.setNoteWanted(true);
}

export function stepTab(app: App, by: 1 | -1): void {
  const route = routeOf(app);
  const { detail, shown } = app.item;
  if (!route) return;
  const tabs = tabsOf(detail, shown?.occurrence ?? null, route.withId !== undefined).map(({ id }) => id);
  const at = Math.max(0, tabs.indexOf(route.tab ?? 'traceback'));
  const next = tabs[(at + by + tabs.length) % tabs.length];
  if (next) openTab(app, next);
}

export async function stepOccurrence(app: App, to: 'older' | 'newer'): Promise<void> {
  await go(app, () => app.item.step(to));
}

export async function jumpToOccurrence(app: App, to: 'newest' | 'oldest'): Promise<void> {
  await go(app, () => app.item.jump(to));
}

/** Opens one of the item's occurrences in its first tab. */
export function openOccurrence(app: App, occurrenceId: number): void {
  const route = routeOf(app);
  if (route) app.address.go({ screen: 'item', id: route.id, occurrenceId });
}

/** What the tabs offer; each acts on the item that is open when it is done. */
export function panelActions(app: App): Omit<PanelActions, 'split' | 'group'> {
  return {
    openOccurrence: (id) => {
      openOccurrence(app, id);
    },
    compare: () => {
      compare(app);
    },
    swap: () => {
      const route = routeOf(app);
      if (route?.withId === undefined || route.occurrenceId === null) return;
      app.address.replace({ ...route, occurrenceId: route.withId, withId: route.occurrenceId });
    },
    part: (member) => {
      void app.triage.part(member);
    },
    guardStorms: (on) => {
      if (app.item.row) void app.storage.guardItem(app.item.row.id, on);
    },
    note: (text) => (app.item.row ? app.triage.note(app.item.row, text) : Promise.resolve(false)),
    removeNote: (noteId) => {
      if (app.item.row) void app.triage.removeNote(app.item.row, noteId);
    },
  };
}

async function go(app: App, find: () => Promise<number | null>): Promise<void> {
  const { id } = app.item;
  const occurrenceId = await find();
  const route = routeOf(app);
  if (route && id === route.id && occurrenceId !== null) app.address.replace({ ...route, occurrenceId });
}

/**
 * Compares the two chosen occurrences; one chosen, or the row that the keyboard is on, with the one that is shown; else
 * the one that is shown with the one before it.
 */
export function compare(app: App): void {
  const route = routeOf(app);
  const { shown } = app.item;
  if (!route || !shown) return;
  const pair = pairOf(app, shown);
  if (!pair) {
    app.toasts.show('plain', 'There is no other occurrence to compare with');
    return;
  }
  const [occurrenceId, withId] = pair;
  app.address.go({ screen: 'item', id: route.id, occurrenceId, withId, tab: 'compare' });
}

function pairOf(
  app: App,
  shown: { id: number; olderId: number | null; newerId: number | null },
): [number, number] | null {
  const { chosen, currentId } = app.itemPage.table;
  const [first, second] = [...chosen].sort((a, b) => b - a);
  if (first !== undefined && second !== undefined) return [first, second];
  const onTable = routeOf(app)?.tab === 'occurrences';
  const other = first ?? (onTable ? currentId : null);
  if (other !== null && other !== shown.id) return [shown.id, other];
  const neighbour = shown.olderId ?? shown.newerId;
  return neighbour === null ? null : [shown.id, neighbour];
}
