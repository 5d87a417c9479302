/** Short words at the bottom: what was done, with a way back, and what was refused. */
import type { Later } from './surroundings.ts';

export interface Toast {
  id: number;
  tone: 'done' | 'plain' | 'refused';
  words: string;
  /** A second, quieter sentence. */
  more: string | null;
  action: ToastAction | null;
}

export interface ToastAction {
  words: string;
  run: () => void;
}

export type Toasts = ReturnType<typeof createToasts>;

/** How long each tone stays, in ms; what was refused stays until it is closed. */
const stayMs = { done: 8000, plain: 3000, refused: null } as const;
const most = 3;

export function createToasts(later: Later) {
  let list = $state.raw<Toast[]>([]);
  let lastId = 0;
  const timers = new Map<number, () => void>();

  function close(id: number): void {
    timers.get(id)?.();
    timers.delete(id);
    list = list.filter((toast) => toast.id !== id);
  }

  function startTimer(toast: Toast): void {
    const ms = stayMs[toast.tone];
    if (ms === null) return;
    const cancel = later(() => {
      close(toast.id);
    }, ms);
    timers.set(toast.id, cancel);
  }

  return {
    get list() {
      return list;
    },
    /** Shows words. What was done makes room for what is done next; of what was refused, the oldest of four. */
    show(tone: Toast['tone'], words: string, extra: { more?: string; action?: ToastAction } = {}): number {
      const toast: Toast = { id: ++lastId, tone, words, more: extra.more ?? null, action: extra.action ?? null };
      for (const old of list) if (old.tone !== 'refused' && tone !== 'refused') close(old.id);
      list = [...list, toast];
      for (const old of list.slice(0, Math.max(0, list.length - most))) close(old.id);
      startTimer(toast);
      return toast.id;
    },
    close,
    /** While somebody points at it, it stays; afterwards its time begins anew. */
    keep(id: number) {
      timers.get(id)?.();
      timers.delete(id);
    },
    letGo(id: number) {
      const toast = list.find((each) => each.id === id);
      if (toast && !timers.has(id)) startTimer(toast);
    },
  };
}
