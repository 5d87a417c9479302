/** What keys do while somebody goes through a list one item at a time: each decision brings the next item. */
import type { ItemRow } from '../shared/item.ts';
import type { App } from './state/app.svelte.ts';
import { isVerdict } from './state/triage-mode.svelte.ts';
import type { Wish } from './state/wishes.ts';

/** Opens the selected item of the list, or its first; when it is on already, ends it. */
export function toggleTriage(app: App): void {
  if (app.triageMode.isOn) {
    endTriage(app);
    return;
  }
  const { inbox, counts } = app;
  const first = inbox.rows.find((row) => row.id === inbox.cursor.selectedId) ?? inbox.rows[0];
  if (!first) {
    app.toasts.show('plain', 'There is nothing to decide on');
    return;
  }
  app.triageMode.begin(counts.found?.[inbox.filter.view] ?? inbox.rows.length);
  inbox.cursor.uncheckAll();
  inbox.cursor.select(first.id);
  app.address.go({ screen: 'item', id: first.id, occurrenceId: null });
}

/** Back to the list, with what was decided in one line. */
export function endTriage(app: App): void {
  app.toasts.show('plain', `Triage: ${app.triageMode.end()}`);
  app.address.go({ screen: 'inbox', filter: app.inbox.filter });
}

/** Does what is wished with the open item and goes on to the next; after the last one it is over. */
export async function decideAndGoOn(app: App, wish: Wish, item: ItemRow): Promise<void> {
  const isOver = isVerdict(wish.kind);
  if (isOver && app.inbox.neighbour(item.id, 1) === null && app.inbox.hasMore) await app.inbox.loadMore();
  const next = app.inbox.neighbour(item.id, 1) ?? app.inbox.neighbour(item.id, -1);
  void app.triage.act(wish, [item]);
  if (!isVerdict(wish.kind)) return;
  app.triageMode.decide(wish.kind);
  if (next) open(app, next.id);
  else endTriage(app);
}

/** Takes the last decision back, and opens what it was about. */
export function undoInTriage(app: App): void {
  const id = app.triage.lastIds[0];
  void app.triage.undo();
  if (id === undefined) return;
  app.triageMode.undo();
  open(app, id);
}

function open(app: App, id: number): void {
  app.address.replace({ screen: 'item', id, occurrenceId: null });
}
