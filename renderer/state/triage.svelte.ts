/**
 * Decisions of the person, and the way back. A decision is shown at once and sent; the collector's answer confirms it or
 * takes it back. Each can be undone, the latest first; the collector keeps the steps, so that those from before this page
 * was opened can be undone, too.
 */
import type { ItemFilter } from '../../shared/contract.ts';
import type { Item, ItemName, ItemRow } from '../../shared/item.ts';
import type { TriageAnswer, TriageCommand } from '../../shared/triage.ts';
import { followProgress } from './bulk-progress.ts';
import { codeOf, errorWords } from './error-words.ts';
import { wordsOfStep } from './step-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';
import { commandOf, isAsWished, sentWish, wordsOf, type ManyWish, type Wish } from './wishes.ts';

export type Triage = ReturnType<typeof createTriage>;

/** What is on the screen and shows decisions before they are agreed. */
export interface Shown {
  /** Returns the function that takes it back, for all items or for some. */
  foresee(items: readonly ItemRow[], wish: Wish): (only?: ReadonlySet<number>) => void;
  /** Nothing that was asked for before `release` is shown. */
  hold(): void;
  release(ids: readonly number[]): void;
  /** The name of a user. */
  nameOf(userId: number): string;
}

interface Step {
  commandId: string;
  words: string;
  ids: number[];
  /** Resolves, once the collector has answered, with whether there is anything to take back. */
  isDone: Promise<boolean>;
  takeBack: (only?: ReadonlySet<number>) => void;
}

const nothing = (): void => undefined;

export function createTriage(surroundings: Surroundings, shown: Shown, toasts: Toasts) {
  const { client, now, newId } = surroundings;
  let steps = $state.raw<Step[]>([]);
  const undoAction = { words: 'Undo', run: () => void undo() };

  function refuse(error: unknown): void {
    const words = errorWords[codeOf(error)];
    toasts.show('refused', words.title, { more: words.advice });
  }

  function tellRefused(refused: { items: number; message: string } | null): void {
    if (refused === null) return;
    toasts.show('refused', refused.message, refused.items > 1 ? { more: `${String(refused.items)} items` } : {});
  }

  function takeBack(step: Step, only?: ReadonlySet<number>): void {
    step.takeBack(only);
    if (!only) steps = steps.filter((each) => each !== step);
  }

  /** Whether anything came of it. */
  async function decide(command: TriageCommand, step: Step, resolveDone: (isDone: boolean) => void): Promise<boolean> {
    shown.hold();
    try {
      const answer: TriageAnswer = await client.call('items.triage', { command });
      resolveDone(answer.undo.length > 0);
      const refused = new Set(answer.refused.map((each) => each.itemId));
      const isDone = refused.size < step.ids.length;
      if (refused.size > 0) takeBack(step, isDone ? refused : undefined);
      const [first] = answer.refused;
      tellRefused(first ? { items: refused.size, message: first.message } : null);
      return isDone;
    } catch (error) {
      resolveDone(false);
      takeBack(step);
      refuse(error);
      return false;
    } finally {
      shown.release(step.ids);
    }
  }

  async function undo(): Promise<void> {
    const step = steps.at(-1);
    if (!step) {
      toasts.show('plain', 'Nothing to undo');
      return;
    }
    takeBack(step);
    toasts.show('plain', `Undone: ${step.words}`);
    const id = newId();
    const stop = followProgress(surroundings, toasts, { id, words: 'Undoing' });
    shown.hold();
    try {
      if (!(await step.isDone)) return;
      tellRefused((await client.call('triage.undo', { id, at: now(), commandId: step.commandId })).refused);
    } catch (error) {
      refuse(error);
    } finally {
      stop();
      shown.release(step.ids);
    }
  }

  function push(command: { id: string }, step: Pick<Step, 'words' | 'ids' | 'takeBack'>) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const pushed: Step = { ...step, commandId: command.id, isDone: promise };
    steps = [...steps, pushed];
    return { step: pushed, resolve };
  }

  /** A decision that is shown when the collector has agreed: there is nothing to foresee. */
  async function submit(command: TriageCommand, ids: number[], words: string): Promise<boolean> {
    const { step, resolve } = push(command, { words, ids, takeBack: nothing });
    const isDone = await decide(command, step, resolve);
    if (isDone) toasts.show('done', words, { action: undoAction });
    return isDone;
  }

  return {
    /** The items of what would be undone next. */
    get lastIds(): readonly number[] {
      return steps.at(-1)?.ids ?? [];
    },
    get canUndo() {
      return steps.length > 0;
    },
    undo,
    /** Asks what can be undone; what this page has decided itself stays as it is. */
    async load() {
      try {
        const kept = await client.call('triage.steps', {});
        const own = steps.filter((step) => step.takeBack !== nothing || step.ids.length > 0);
        const known = new Set(own.map((step) => step.commandId));
        const older = kept.filter((step) => !known.has(step.commandId)).toReversed();
        const asSteps = older.map((step): Step => {
          const words = wordsOfStep(step, shown.nameOf);
          return { commandId: step.commandId, words, ids: [], isDone: Promise.resolve(true), takeBack: nothing };
        });
        steps = [...asSteps, ...own];
      } catch (error) {
        // The list of items says what is wrong; what is known stays meanwhile.
        codeOf(error);
      }
    },
    /** Writes a note on the item; resolves with whether it is written. */
    note(item: Item, text: string): Promise<boolean> {
      const command: TriageCommand = { id: newId(), at: now(), kind: 'note', itemIds: [item.id], text };
      return submit(command, [item.id], `Note on #${String(item.counter)}`);
    },
    removeNote(item: Item, noteId: number): Promise<boolean> {
      const command: TriageCommand = { id: newId(), at: now(), kind: 'remove-note', itemIds: [item.id], noteId };
      return submit(command, [item.id], `Note removed from #${String(item.counter)}`);
    },
    /** A merged item gets back what is its own; shown when the collector has agreed. */
    part(member: ItemName): Promise<boolean> {
      const command: TriageCommand = { id: newId(), at: now(), kind: 'unmerge', itemIds: [member.id] };
      return submit(command, [member.id], `Parted #${String(member.counter)}`);
    },
    /** Makes these items what is wished. Those that are so already are left out; none left, nothing happens. */
    async act(wish: Wish, items: readonly ItemRow[]): Promise<void> {
      const at = now();
      const others = items.filter((item) => !isAsWished(item, wish, at));
      const [first] = others;
      if (!first) return;
      const words = wordsOf(wish, others.length === 1 ? `#${String(first.counter)}` : `${String(others.length)} items`);
      const ids = others.map((item) => item.id);
      const command = commandOf(wish, { id: newId(), at, itemIds: ids });
      const { step, resolve } = push(command, { words, ids, takeBack: shown.foresee(others, wish) });
      const toast = toasts.show('done', words, { action: undoAction });
      if (!(await decide(command, step, resolve))) toasts.close(toast);
    },
    /** The same for all items that match, also those that were never on the screen. */
    async actOnAll(wish: ManyWish, filter: ItemFilter): Promise<void> {
      const id = newId();
      const stop = followProgress(surroundings, toasts, { id, words: wordsOf(wish, 'items') });
      shown.hold();
      try {
        const answer = await client.call('items.triageMatching', { id, at: now(), filter, wish: sentWish(wish) });
        const words = wordsOf(wish, `${String(answer.changed)} items`);
        if (answer.changed > 0) push({ id }, { words, ids: [], takeBack: nothing }).resolve(true);
        toasts.show('done', words, answer.changed > 0 ? { action: undoAction } : {});
        tellRefused(answer.refused);
      } catch (error) {
        refuse(error);
      } finally {
        stop();
        shown.release([]);
      }
    },
  };
}
