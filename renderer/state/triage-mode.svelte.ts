/** Going through a list one item at a time: how far somebody is, and what they decided. */
import type { Wish } from './wishes.ts';

export type TriageMode = ReturnType<typeof createTriageMode>;

/** What takes an item off the list, in the words of the summary. */
const verdicts = {
  ...{ resolve: 'resolved', activate: 'reopened', mute: 'muted', snooze: 'snoozed', wake: 'woken' },
  ...{ delete: 'deleted', merge: 'merged', 'bring-back': 'brought back' },
} as const;
type Verdict = keyof typeof verdicts;

export function isVerdict(kind: Wish['kind']): kind is Verdict {
  return Object.hasOwn(verdicts, kind);
}

export function createTriageMode() {
  let total = $state<number | null>(null);
  let decided = $state.raw<Verdict[]>([]);

  return {
    get isOn() {
      return total !== null;
    },
    /** Null while it is off. */
    get progress() {
      return total === null ? null : { done: decided.length, total: Math.max(total, decided.length) };
    },
    begin(items: number) {
      total = items;
      decided = [];
    },
    decide(kind: Verdict) {
      decided = [...decided, kind];
    },
    /** The last decision was taken back. */
    undo() {
      decided = decided.slice(0, -1);
    },
    /** Returns what was decided, in words: `3 resolved, 1 muted`. */
    end(): string {
      const kinds = [...new Set(decided)];
      const counted = kinds.map(
        (kind) => `${String(decided.filter((each) => each === kind).length)} ${verdicts[kind]}`,
      );
      total = null;
      decided = [];
      return counted.length === 0 ? 'Nothing decided' : counted.join(', ');
    },
  };
}
