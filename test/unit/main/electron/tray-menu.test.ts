import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { tomorrowMorning, trayMenu, trayText, type TrayActions } from '../../../../main/electron/tray-menu.ts';
import type { Outside } from '../../../../main/electron/outside-news.ts';
import { firstAlertSettings } from '../../../../shared/alert.ts';

const now = new Date(2026, 0, 1, 14, 5).getTime();
const hour = 3_600_000;
const known: Outside = { overview: { active: 1200, unviewed: 3, appeared: 3 }, alerts: firstAlertSettings };
const paused: Outside = { ...known, alerts: { ...firstAlertSettings, pausedUntil: now + hour } };

function menuOf(outside: Outside) {
  const done: unknown[] = [];
  const actions: TrayActions = {
    show: (path) => done.push(['show', path]),
    pause: (until) => done.push(['pause', until]),
    quit: () => done.push(['quit']),
  };
  const flat = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  const items = flat(trayMenu(outside, now, actions));
  const choose = (label: string): unknown => {
    items.find((item) => item.label === label)?.click?.({} as Electron.MenuItem, undefined, {});
    return done.at(-1);
  };
  return { labels: items.flatMap(({ label }) => label ?? []), choose };
}

it('says how much there is to look at, or that nothing runs', () => {
  expect(trayText(known)).toBe('1,200 active, 3 new today');
  expect(menuOf({ overview: null, alerts: null }).labels).toEqual([
    ...['Not running', 'Open Stacktray', 'Notification settings…', 'Quit'],
  ]);
});

it('does what it says', () => {
  const { choose } = menuOf(known);
  expect(choose('1,200 active, 3 new today')).toEqual(['show', '/active']);
  expect(choose('Open Stacktray')).toEqual(['show', undefined]);
  expect(choose('For an hour')).toEqual(['pause', now + hour]);
  expect(choose('Until tomorrow morning')).toEqual(['pause', new Date(2026, 0, 2, 8, 0).getTime()]);
  expect(choose('Notification settings…')).toEqual(['show', '/settings']);
  expect(choose('Quit')).toEqual(['quit']);
});

it('offers to end a pause while there is one', () => {
  const { labels, choose } = menuOf(paused);
  expect(labels).toContain('Notifications are paused until 15:05');
  expect(choose('Resume notifications')).toEqual(['pause', null]);
  expect(menuOf({ ...paused, alerts: { ...firstAlertSettings, pausedUntil: now } }).labels).toContain('For an hour');
});

it('offers no pause of notifications that are off', () => {
  const { labels } = menuOf({ ...known, alerts: { ...firstAlertSettings, isOn: false } });
  expect(labels).toContain('Notifications are off');
  expect(labels).not.toContain('For an hour');
});

it('has tomorrow begin at eight, at the end of a month too', () => {
  expect(tomorrowMorning(new Date(2026, 0, 31, 23, 59).getTime())).toBe(new Date(2026, 1, 1, 8, 0).getTime());
});
