/** Items for programs. A change goes the way of a person's decision: the same commands, history and news for the page. */
import type { TriageWish } from '../../shared/triage.ts';
import type { ItemChange, ItemShelf } from '../protocols/library.ts';
import { applyTriage } from './apply-triage.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { ask as searchItems } from './search.ts';

export function itemShelf(context: CollectorContext & { changes: Changes }): ItemShelf {
  const { store, now, changes } = context;
  const { byId, byCounter, ofOccurrence, frameworks } = store.itemSearch;
  return {
    find: async (search, page) => {
      const wanted = { ...page, now: now() };
      return search.terms.length === 0
        ? store.itemSearch.find(search, wanted)
        : await searchItems(context, { kind: 'find', search, page: wanted });
    },
    ...{ byId, byCounter, ofOccurrence, frameworks },
    change: (projectId, itemId, change) => {
      if (!byId(projectId, itemId)) return 'missing';
      store.inTransaction((at) => {
        for (const wish of wishesOf(change, at)) {
          applyTriage(context, { id: context.newUuid(), at, itemIds: [itemId], ...wish });
        }
      });
      changes.publish({ itemIds: [itemId], projects: true });
      return 'changed';
    },
  };
}

function wishesOf(change: ItemChange, at: number): TriageWish[] {
  const wishes: TriageWish[] = [];
  const { status, title, level, assignedUserId: userId, assignedTeamId: teamId, snooze } = change;
  if (status === 'resolved') wishes.push({ kind: 'resolve', inVersion: change.resolvedInVersion ?? null });
  if (status === 'muted') wishes.push({ kind: 'mute' });
  if (status === 'active') wishes.push({ kind: 'activate' });
  if (title !== undefined) wishes.push({ kind: 'set-title', title });
  if (level !== undefined) wishes.push({ kind: 'set-level', level });
  if (userId !== undefined || teamId !== undefined) wishes.push({ kind: 'assign', userId, teamId });
  if (snooze) {
    const until = snooze.isOn && snooze.seconds !== null ? at + snooze.seconds * 1000 : null;
    wishes.push({ kind: 'snooze', isOn: snooze.isOn, until });
  }
  return wishes;
}
