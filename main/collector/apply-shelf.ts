/**
 * Merging items, parting them again, and deleting them: all of it inside of a command's transaction, and all of it can be
 * taken back. Occurrences of merged items belong to the target, and each remembers whose it is.
 */
import type { DeletionPoint, MergePoint, ShelfCommand } from '../../shared/triage.ts';
import type { ActivityKind } from '../../shared/activity.ts';
import type { DecisionContext } from './apply-triage.ts';

export type ShelfDecision =
  | { kind: 'refused'; message: string }
  | { kind: 'unchanged' }
  /** The activity is written already: merging happens to two items. */
  | { kind: 'changed'; activity: null; undo: MergePoint | DeletionPoint };

const refused = (message: string): ShelfDecision => ({ kind: 'refused', message });
const gone = refused('This item is not there any more.');

export function applyShelf(context: DecisionContext, command: ShelfCommand, itemId: number): ShelfDecision {
  switch (command.kind) {
    case 'merge':
      return merge(context, { itemId, into: command.into, at: command.at });
    case 'unmerge':
      return part(context, { itemId, members: [], at: command.at });
    case 'delete':
      return setDeleted(context, { itemId, isDeleted: true, at: command.at });
    case 'bring-back':
      return setDeleted(context, { itemId, isDeleted: false, at: command.at });
  }
}

/** Takes a merge or an unmerge back, unless the item has gone elsewhere since. */
export function restoreMerge(
  context: DecisionContext,
  { itemId, merge: point }: MergePoint,
  at: number,
): ShelfDecision {
  const now = context.store.shelf.of(itemId);
  if (!now) return gone;
  if (now.mergedInto === point.before) return { kind: 'unchanged' };
  if (now.mergedInto !== point.expected) return refused('It has been merged elsewhere since, so it was left as it is.');
  return point.before === null
    ? part(context, { itemId, members: point.members, at })
    : merge(context, { itemId, into: point.before, at, isBack: true });
}

export function setDeleted(
  { store }: DecisionContext,
  { itemId, isDeleted, deletedAt, at }: DeletionPoint & { at: number },
): ShelfDecision {
  const item = store.shelf.of(itemId);
  if (!item || item.isOrphan) return gone;
  // An item that is being erased was deleted at no time any more.
  if (item.deletedAt === 0) return gone;
  const wasDeleted = item.deletedAt !== null;
  if (wasDeleted === isDeleted) return { kind: 'unchanged' };
  if (!wasDeleted && item.status === 'archived') return gone;
  if (isDeleted) store.shelf.putAway(itemId, { deletedAt: deletedAt ?? at });
  else store.shelf.bringBack(itemId);
  store.activity.append({ itemId, at, by: 'person', kind: isDeleted ? 'deleted' : 'restored', detail: {} });
  const since = item.deletedAt === null ? {} : { deletedAt: item.deletedAt };
  return { kind: 'changed', activity: null, undo: { itemId, isDeleted: wasDeleted, ...since } };
}

function merge(
  context: DecisionContext,
  { itemId, into, at, isBack = false }: { itemId: number; into: number; at: number; isBack?: boolean },
): ShelfDecision {
  const { store } = context;
  const item = store.shelf.of(itemId);
  const target = store.shelf.of(into);
  if (itemId === into) return { kind: 'unchanged' };
  if (!item || !target || item.status === 'archived') return gone;
  // It goes back also into an item that was deleted meanwhile, or before it was parted.
  if (target.status === 'archived' && !(isBack && target.deletedAt !== null)) return gone;
  if (item.projectId !== target.projectId) return refused('Items of different projects cannot be merged.');
  if (item.scope !== target.scope) return refused('Items of different environments cannot be merged.');
  const members = store.shelf.members(itemId);
  move(context, [itemId, ...members], { from: itemId, to: into });
  store.shelf.putAway(itemId, { mergedInto: into });
  for (const member of members) store.shelf.passOn(member, into);
  tell(context, { kind: 'merged', at }, [
    { itemId, detail: { into: target.counter } },
    { itemId: into, detail: { from: item.counter } },
  ]);
  return { kind: 'changed', activity: null, undo: { itemId, merge: { expected: into, before: null, members } } };
}

/** The item gets back what is its own, and of its target those items that were merged into it before. */
function part(
  context: DecisionContext,
  { itemId, members, at }: { itemId: number; members: number[]; at: number },
): ShelfDecision {
  const { store } = context;
  const item = store.shelf.of(itemId);
  if (!item) return gone;
  const from = item.mergedInto;
  if (from === null) return { kind: 'unchanged' };
  const together = members.filter((member) => store.shelf.of(member)?.mergedInto === from);
  store.shelf.bringBack(itemId);
  for (const member of together) store.shelf.passOn(member, itemId);
  move(context, [itemId, ...together], { from, to: itemId });
  tell(context, { kind: 'unmerged', at }, [
    { itemId, detail: { from: store.shelf.of(from)?.counter ?? null } },
    { itemId: from, detail: { from: item.counter } },
  ]);
  return { kind: 'changed', activity: null, undo: { itemId, merge: { expected: null, before: from, members: [] } } };
}

/** What was read for searching is read again. */
function move({ store }: DecisionContext, owners: readonly number[], places: { from: number; to: number }): void {
  store.movedOccurrences.move(owners, places);
  store.searchIndex.forgetItems([places.from, places.to]);
}

function tell(
  { store }: DecisionContext,
  { kind, at }: { kind: ActivityKind; at: number },
  both: { itemId: number; detail: Record<string, number | null> }[],
): void {
  for (const { itemId, detail } of both) store.activity.append({ itemId, at, by: 'person', kind, detail });
}
