/** What only the desktop program has: its tray, its start at login, its updates, and the orders of its menu. */
import type { DesktopChoices, DesktopState, PageOrder } from '../../shared/desktop.ts';

/** The part of the bridge that this needs. */
export interface DesktopHands {
  onOrder(listener: (order: PageOrder) => void): void;
  desktop(): Promise<DesktopState>;
  changeDesktop(choices: Partial<DesktopChoices>): Promise<DesktopState>;
}

export type DesktopPart = ReturnType<typeof createDesktop>;

/** `hands` is null in a browser; `open` goes to an address behind the `#`. */
export function createDesktop(hands: DesktopHands | null, open: (path: string) => void) {
  let state = $state.raw<DesktopState | null>(null);
  let failed = $state(false);

  async function ask(call: Promise<DesktopState> | undefined): Promise<void> {
    try {
      if (call) state = await call;
      failed = false;
    } catch {
      // What the settings say then is what holds still.
      failed = true;
    }
  }
  const part = {
    isBrowser: hands === null,
    /** The native menu asks for the sheet of keys. */
    onKeys: (): void => undefined,
    /** Null in a browser, and until the program has answered. */
    get state() {
      return state;
    },
    /** The last change was not made. */
    get failed() {
      return failed;
    },
    load: () => ask(hands?.desktop()),
    change: (choices: Partial<DesktopChoices>) => ask(hands?.changeDesktop(choices)),
  };
  hands?.onOrder((order) => {
    if (order.kind === 'go') open(order.path);
    else part.onKeys();
  });
  return part;
}
