/**
 * Notes that people write on items. A note is an entry of the item's activity, so both are there or neither; one that is
 * taken away is hidden, so that it can come back with its time and its place. Both run inside of a command's transaction
 * and return what undoes them, null when there is no such item or note.
 */
import type { NotePoint } from '../../shared/triage.ts';
import type { DecisionContext } from './apply-triage.ts';

type Undo = NotePoint['note'] | null;

export function writeNote(
  { store }: DecisionContext,
  { itemId, at, text }: { itemId: number; at: number; text: string },
): Undo {
  if (!store.items.triageStateOf(itemId)) return null;
  const id = store.activity.append({ itemId, at, kind: 'noted', by: 'person', detail: { text } });
  return { id, isShown: false };
}

export function showNote({ store }: DecisionContext, note: { itemId: number; id: number; isShown: boolean }): Undo {
  return store.activity.showNote(note) ? { id: note.id, isShown: !note.isShown } : null;
}
