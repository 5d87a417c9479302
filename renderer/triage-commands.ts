/** Decisions about items, as keys and buttons ask for them. */
import { isSnoozed, type ItemRow } from '../shared/item.ts';
import type { PageHands, Question } from './commands.ts';
import type { App } from './state/app.svelte.ts';
import type { Wish } from './state/wishes.ts';
import { decideAndGoOn } from './triage-walk.ts';

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
  if (wish.kind === 'merge' || wish.kind === 'set-title' || !isWhole(app, items)) {
    void app.triage.act(wish, items);
    return;
  }
  app.inbox.cursor.uncheckAll();
  void app.triage.actOnAll(wish, app.inbox.filter);
}

/** Checks what is loaded; when that is checked already, everything that the list holds. */
export function checkAll({ inbox: { cursor, rows, hasMore } }: App): void {
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

/** Out of every list but that of the deleted; from there, back to where they were. */
export function remove(app: App, items: readonly ItemRow[]): void {
  const done = items.every((item) => item.deletedAt !== null);
  decide(app, { kind: done ? 'bring-back' : 'delete' }, items);
}

/** Pins, or unpins when all of them are pinned. */
export function pin(app: App, items: readonly ItemRow[]): void {
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

/** Asks what the decision still needs. A title is that of one item. */
export function ask(what: Question, items: readonly ItemRow[], page: Pick<PageHands, 'ask'>): void {
  const [first] = items;
  if (first) page.ask(what, what === 'title' ? [first] : items);
}
