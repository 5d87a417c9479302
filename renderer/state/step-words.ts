/** What was decided before this page was opened, in the words of a toast. Pure. */
import type { TriageWish, UndoStep } from '../../shared/triage.ts';
import { wordsOf, type Wish } from './wishes.ts';

/** `nameOf` tells the name of a user. */
export function wordsOfStep(step: UndoStep, nameOf: (userId: number) => string): string {
  const what = step.counter === null ? `${String(step.items)} items` : `#${String(step.counter)}`;
  const { wish } = step;
  switch (wish.kind) {
    case 'note':
      return `Note on ${what}`;
    case 'remove-note':
      return `Note removed from ${what}`;
    case 'set-title':
      return `Renamed ${what}`;
    case 'set-level':
      return `Level of ${what} set to ${wish.level}`;
    case 'merge':
      return `Merged ${what}`;
    case 'unmerge':
      return `Parted ${what}`;
    default:
      return wordsOf(wishOf(wish, nameOf), what);
  }
}

type Decided = Extract<TriageWish, { kind: 'resolve' | 'mute' | 'activate' | 'assign' | 'snooze' | 'delete' | 'bring-back' | 'pin' }>;

function wishOf(wish: Decided, nameOf: (userId: number) => string): Wish {
  switch (wish.kind) {
    case 'assign': {
      const userId = wish.userId ?? null;
      return { kind: 'assign', userId, name: userId === null ? null : nameOf(userId) };
    }
    case 'snooze':
      return wish.isOn
        ? { kind: 'snooze', until: wish.until, condition: wish.condition ?? undefined }
        : { kind: 'wake' };
    case 'pin':
      return { kind: wish.isOn ? 'pin' : 'unpin' };
    default:
      return { kind: wish.kind };
  }
}
