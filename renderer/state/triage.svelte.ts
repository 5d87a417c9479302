/**
 * Decisions of the person, and the way back. A decision is shown at once and sent; the collector's answer confirms it or
 * takes it back. Each can be undone, the latest first, for as long as the page is open.
 */
import type { Item, ItemRow } from '../../shared/item.ts';
import type { RestorePoint, TriageAnswer, TriageCommand } from '../../shared/triage.ts';
import { codeOf, errorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';
import { commandOf, isAsWished, wordsOf, type Wish } from './wishes.ts';

export type Triage = ReturnType<typeof createTriage>;

/** What is on the screen and shows decisions before they are agreed. */
export interface Shown {
  /** Returns the function that takes it back, for all items or for some. */
  foresee(items: readonly ItemRow[], wish: Wish): (only?: ReadonlySet<number>) => void;
  /** Nothing that was asked for before `release` is shown. */
  hold(): void;
  release(ids: readonly number[]): void;
}

interface Step {
  words: string;
  ids: number[];
  points: Promise<RestorePoint[]>;
  takeBack: (only?: ReadonlySet<number>) => void;
}

export function createTriage({ client, now, newId }: Surroundings, shown: Shown, toasts: Toasts) {
  let steps = $state.raw<Step[]>([]);

  const send = (command: TriageCommand): Promise<TriageAnswer> => client.call('items.triage', { command });

  function refuse(error: unknown): void {
    const words = errorWords[codeOf(error)];
    toasts.show('refused', words.title, { more: words.advice });
  }

  function reportRefused({ refused }: TriageAnswer): void {
    const [first] = refused;
    if (!first) return;
    toasts.show('refused', first.message, refused.length > 1 ? { more: `${String(refused.length)} items` } : {});
  }

  function takeBack(step: Step, only?: ReadonlySet<number>): void {
    step.takeBack(only);
    if (!only) steps = steps.filter((each) => each !== step);
  }

  /** Whether anything came of it. */
  async function decide(
    command: TriageCommand,
    step: Step,
    resolvePoints: (points: RestorePoint[]) => void,
  ): Promise<boolean> {
    shown.hold();
    try {
      const answer = await send(command);
      resolvePoints(answer.undo);
      const refused = new Set(answer.refused.map((each) => each.itemId));
      const isDone = refused.size < step.ids.length;
      if (refused.size > 0) takeBack(step, isDone ? refused : undefined);
      reportRefused(answer);
      return isDone;
    } catch (error) {
      resolvePoints([]);
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
    shown.hold();
    try {
      const points = await step.points;
      if (points.length === 0) return;
      const answer = await send({ id: newId(), at: now(), kind: 'restore', points });
      reportRefused(answer);
    } catch (error) {
      refuse(error);
    } finally {
      shown.release(step.ids);
    }
  }

  /** A decision that is shown when the collector has agreed: there is nothing to foresee. */
  async function submit(command: TriageCommand, ids: number[], words: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<RestorePoint[]>();
    const step: Step = { words, ids, points: promise, takeBack: () => undefined };
    steps = [...steps, step];
    const isDone = await decide(command, step, resolve);
    if (isDone) toasts.show('done', words, { action: { words: 'Undo', run: () => void undo() } });
    return isDone;
  }

  return {
    get canUndo() {
      return steps.length > 0;
    },
    undo,
    /** Writes a note on the item; resolves with whether it is written. */
    note(item: Item, text: string): Promise<boolean> {
      const command: TriageCommand = { id: newId(), at: now(), kind: 'note', itemIds: [item.id], text };
      return submit(command, [item.id], `Note on #${String(item.counter)}`);
    },
    removeNote(item: Item, noteId: number): Promise<boolean> {
      const command: TriageCommand = { id: newId(), at: now(), kind: 'remove-note', itemIds: [item.id], noteId };
      return submit(command, [item.id], `Note removed from #${String(item.counter)}`);
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
      const { promise, resolve } = Promise.withResolvers<RestorePoint[]>();
      const step: Step = { words, ids, points: promise, takeBack: shown.foresee(others, wish) };
      steps = [...steps, step];
      const toast = toasts.show('done', words, { action: { words: 'Undo', run: () => void undo() } });
      if (!(await decide(command, step, resolve))) toasts.close(toast);
    },
  };
}
