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
    case 'merge':
      return `Merged ${what}`;
    case 'unmerge':
      return `Parted ${what}`;
    default:
      return wordsOf(wishOf(wish, nameOf), what) + (deciders[step.by] ?? '');
  }
}

/** Of decisions that nobody pressed a key for. */
const deciders: Partial<Record<UndoStep['by'], string>> = {
  quiet: ', which were quiet',
  commit: ', which a commit fixed',
};

type Decided = Exclude<TriageWish, { kind: 'note' | 'remove-note' | 'merge' | 'unmerge' }>;

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
    case 'resolve':
    case 'set-title':
    case 'set-level':
      return wish;
    case 'pin':
      return { kind: wish.isOn ? 'pin' : 'unpin' };
    default:
      return { kind: wish.kind };
  }
}
