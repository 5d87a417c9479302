/** A browser's address bar with a history. */
export function fakeBar(first: string) {
  const entries = [{ hash: first, state: null as unknown }];
  let at = 0;
  const listeners: (() => void)[] = [];
  const entry = (state: unknown, hash: string): { hash: string; state: unknown } => ({ hash, state });
  const move = (to: number): void => {
    at = to;
    for (const listener of listeners) listener();
  };
  const opened: string[] = [];
  return {
    entries,
    /** Addresses that other windows were opened on. */
    opened,
    open: (url: string) => opened.push(url),
    move,
    location: {
      get hash() {
        return entries[at]?.hash ?? '';
      },
    },
    history: {
      get state() {
        return entries[at]?.state;
      },
      pushState: (state: unknown, _unused: string, hash: string) => {
        entries.splice((at += 1), entries.length, entry(state, hash));
      },
      replaceState: (state: unknown, _unused: string, hash: string) => {
        entries[at] = entry(state, hash);
      },
      back: () => {
        move(at - 1);
      },
    },
    addEventListener: (_type: string, listener: () => void) => listeners.push(listener),
  };
}
