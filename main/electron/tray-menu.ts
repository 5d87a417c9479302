/** What the tray says and offers. Pure. */
import type { MenuItemConstructorOptions } from 'electron';
import type { AlertSettings } from '../../shared/alert.ts';
import type { Outside } from './outside-news.ts';

export interface TrayActions {
  /** Brings a window to the front, at a path of the page where one is given. */
  show(path?: string): void;
  /** Unix ms; null ends the pause. */
  pause(until: number | null): void;
  quit(): void;
}

const hourMs = 3_600_000;
/** The hour at which "tomorrow" begins. */
const morning = 8;

/** One line: how much there is to look at. */
export function trayText({ overview }: Outside): string {
  if (overview === null) return 'Not running';
  const { active, appeared } = overview;
  return `${numberText(active)} active, ${numberText(appeared)} new today`;
}

export function trayMenu(outside: Outside, now: number, actions: TrayActions): MenuItemConstructorOptions[] {
  const { show, quit } = actions;
  return [
    {
      label: trayText(outside),
      enabled: outside.overview !== null,
      click: () => {
        show('/active');
      },
    },
    {
      label: 'Open Stacktray',
      click: () => {
        show();
      },
    },
    { type: 'separator' },
    ...pauseItems(outside.alerts, now, actions),
    {
      label: 'Notification settings…',
      click: () => {
        show('/settings');
      },
    },
    { type: 'separator' },
    { label: 'Quit', click: quit },
  ];
}

function pauseItems(alerts: AlertSettings | null, now: number, { pause }: TrayActions): MenuItemConstructorOptions[] {
  if (alerts === null) return [];
  if (!alerts.isOn) return [{ label: 'Notifications are off', enabled: false }];
  const until = alerts.pausedUntil ?? 0;
  const resume = (): void => {
    pause(null);
  };
  if (until > now)
    return [
      { label: `Notifications are paused until ${clockText(until)}`, enabled: false },
      { label: 'Resume notifications', click: resume },
    ];
  const forAnHour = (): void => {
    pause(now + hourMs);
  };
  const untilTomorrow = (): void => {
    pause(tomorrowMorning(now));
  };
  const choices = [
    { label: 'For an hour', click: forAnHour },
    { label: 'Until tomorrow morning', click: untilTomorrow },
  ];
  return [{ label: 'Pause notifications', submenu: choices }];
}

/** Eight o'clock of the next day, where the person is; unix ms. */
export function tomorrowMorning(now: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + 1);
  return date.setHours(morning, 0, 0, 0);
}

function clockText(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
}

const numberText = (count: number): string => count.toLocaleString('en-US');
