/** Notifications of the browser, for a page without a desktop program. They come only while a page is open. */
import type { Alert } from '../../shared/alert.ts';

export type Permission = 'granted' | 'denied' | 'default' | 'missing';

export interface WebNotifier {
  /** `default` when nobody was asked yet, `missing` where the browser has none. */
  permission(): Permission;
  /** Asks the person; only an act of theirs may lead here. */
  ask(): Promise<Permission>;
  /** Shows it where that is allowed; pages that are open beside this one show it only once. */
  show(alert: Alert, onClick: () => void): void;
}

/** The parts of `window` that this needs. */
export interface NotifyingWindow {
  Notification?: typeof Notification;
  focus(): void;
}

export function webNotifier(page: NotifyingWindow): WebNotifier {
  const { Notification: Shown } = page;
  const permission = (): Permission => Shown?.permission ?? 'missing';
  return {
    permission,
    ask: async () => (await Shown?.requestPermission()) ?? 'missing',
    show: ({ id, title, body }, onClick) => {
      if (!Shown || permission() !== 'granted') return;
      const shown = new Shown(title, { body, tag: id });
      shown.onclick = () => {
        shown.close();
        page.focus();
        onClick();
      };
    },
  };
}
