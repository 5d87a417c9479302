/**
 * What makes the program at home on a desktop: tray, badge, notifications, links, several windows, places. The machine of
 * the tests has neither a notification server nor anybody who clicks on a tray: there the menu that the tray was given
 * and the notification that was made are taken from Electron's own classes, and used as the system would.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchAgain, launchDesktop, type DesktopApp } from './desktop-app.ts';

const soon = { timeout: 10_000 };
let folder: string;
let desktop: DesktopApp | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-habits-'));
});
afterEach(async () => {
  await desktop?.app.close();
  desktop = undefined;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Reports an error with this message; resolves with the answer's status. */
async function post(ingest: string, text: string, uuid: string = crypto.randomUUID()): Promise<number> {
  const data = { uuid, level: 'error', environment: 'test', body: { message: { body: text } } };
  const headers = { 'X-Rollbar-Access-Token': 'd'.repeat(32) };
  const answer = await fetch(`${ingest}/api/1/item/`, { method: 'POST', headers, body: JSON.stringify({ data }) });
  return answer.status;
}

/** What the program told the system. */
interface Seen {
  tray: { label: string; click: () => void }[];
  tooltip: string;
  badge: number;
  notifications: { title: string; body: string; emit(event: 'click'): void }[];
}

declare global {
  /** In the process of the windows. */
  var seen: Seen;
}

/** Writes down from now on what the tray, the icon and notifications are told. */
async function watchSystem({ app }: DesktopApp): Promise<void> {
  await app.evaluate(({ app: program, Notification, Tray }) => {
    const seen: Seen = { tray: [], tooltip: '', badge: 0, notifications: [] };
    Object.assign(globalThis, { seen });
    Tray.prototype.setContextMenu = (menu) => {
      const flat = (items: Electron.MenuItem[]): Electron.MenuItem[] =>
        items.flatMap((item) => [item, ...(item.submenu ? flat(item.submenu.items) : [])]);
      seen.tray = flat(menu?.items ?? []).map((item) => ({
        label: item.label,
        click: () => {
          Reflect.apply(item.click, item, []);
        },
      }));
    };
    Tray.prototype.setToolTip = (text) => (seen.tooltip = text);
    program.setBadgeCount = (count) => {
      seen.badge = count ?? 0;
      return true;
    };
    Notification.prototype.show = function show(this: Electron.Notification) {
      seen.notifications.push(this);
    };
  });
}

const labels = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => globalThis.seen.tray.map(({ label }) => label));
async function chooseInTray(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate((_electron, wanted) => {
    globalThis.seen.tray.find((item) => item.label === wanted)?.click();
  }, label);
}
/** Chooses from the native menu, as a person does. */
async function chooseInMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ BrowserWindow, Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    const [window] = BrowserWindow.getAllWindows();
    const chosen = items.find((item) => item.label === wanted);
    if (chosen) Reflect.apply(chosen.click, chosen, [undefined, window, window?.webContents]);
  }, label);
}
const open = async (): Promise<DesktopApp> => (desktop = await launchDesktop(folder));
const leadsTo = (page: Page, hash: string): Promise<unknown> =>
  page.waitForFunction((wanted) => location.hash === wanted, hash);

it('counts in the tray and on the icon, and tells of a new item, whose notification opens it', async () => {
  const started = await open();
  const { app, page } = started;
  await watchSystem(started);
  expect(await post(started.ingest, '<b>broken</b> & lost')).toBe(200);
  await expect.poll(() => app.evaluate(() => globalThis.seen.tooltip), soon).toBe('Stacktray: 1 active, 1 new today');
  expect(await app.evaluate(() => globalThis.seen.badge)).toBe(1);
  await expect.poll(() => app.evaluate(() => globalThis.seen.notifications.length), soon).toBe(1);
  const [told] = await app.evaluate(() => globalThis.seen.notifications.map(({ title, body }) => `${title}\n${body}`));
  expect(told).toMatch(/^New in .+\n#1 ‹b›broken‹\/b› ＆ lost/);
  await app.evaluate(() => {
    globalThis.seen.notifications[0]?.emit('click');
  });
  await leadsTo(page, '#/item/1');
  // Looked at, it is not counted on the icon any more.
  await expect.poll(() => app.evaluate(() => globalThis.seen.badge), soon).toBe(0);
});

it('pauses notifications from the tray, and goes on taking reports', async () => {
  const started = await open();
  const { app, page } = started;
  await watchSystem(started);
  await post(started.ingest, 'for the tray');
  await expect.poll(() => labels(app), soon).toContain('For an hour');
  await expect.poll(() => app.evaluate(() => globalThis.seen.notifications.length), soon).toBe(1);
  await chooseInTray(app, 'For an hour');
  await expect.poll(() => labels(app), soon).toContain('Resume notifications');
  expect(await post(started.ingest, 'while it is paused')).toBe(200);
  await expect.poll(() => app.evaluate(() => globalThis.seen.tooltip), soon).toBe('Stacktray: 3 active, 3 new today');
  await chooseInTray(app, 'Resume notifications');
  await expect.poll(() => labels(app), soon).toContain('For an hour');
  expect(await post(started.ingest, 'after the pause')).toBe(200);
  await expect.poll(() => app.evaluate(() => globalThis.seen.notifications.length), soon).toBe(2);
  const bodies = await app.evaluate(() => globalThis.seen.notifications.map(({ body }) => body).join());
  expect(bodies).toContain('after the pause');
  expect(bodies).not.toContain('while it is paused');
  await chooseInTray(app, 'Notification settings…');
  await page.getByRole('heading', { name: 'Notifications', exact: true }).waitFor();
});

it('follows the link of a second start, and nothing that is no link', async () => {
  const { page, app } = await open();
  await once(launchAgain(folder, ['stacktray://item/1']), 'exit');
  await leadsTo(page, '#/item/1');
  await once(launchAgain(folder, ['stacktray://occurrence/2']), 'exit');
  await leadsTo(page, '#/item/2/2');
  await once(launchAgain(folder, ['stacktray://item/1/../../settings', 'https://example.com/']), 'exit');
  await once(launchAgain(folder, ['stacktray://search?text=pause']), 'exit');
  await leadsTo(page, '#/all?text=pause');
  expect(app.windows()).toHaveLength(1);
});

it('starts at the place that a link names', async () => {
  desktop = await launchDesktop(folder, ['stacktray://item/2']);
  await leadsTo(desktop.page, '#/item/2');
});

it('opens several windows, each of which goes its own way, and goes back and forward', async () => {
  const { app, page, ingest } = await open();
  expect(await post(ingest, 'two windows')).toBe(200);
  const title = page.getByRole('row').filter({ hasText: 'two windows' }).getByRole('link').first();
  const hash = (await title.getAttribute('href')) ?? '';
  const opened = app.waitForEvent('window');
  await title.click({ button: 'middle' });
  await leadsTo(await opened, hash);
  const beside = app.waitForEvent('window');
  await page.keyboard.press('j');
  await page.keyboard.press('Control+Enter');
  await leadsTo(await beside, hash);
  expect(new URL(page.url()).hash).not.toMatch(/item/);
  const third = app.waitForEvent('window');
  await chooseInMenu(app, 'New Window');
  await (await third).getByRole('row').filter({ hasText: 'two windows' }).waitFor();
  await page.getByRole('link', { name: /Deploys/ }).click();
  await leadsTo(page, '#/deploys');
  const steer = (command: string): Promise<void> =>
    app.evaluate(({ BrowserWindow }, name) => {
      const numbers = BrowserWindow.getAllWindows().map(({ id }) => id);
      BrowserWindow.fromId(Math.min(...numbers))?.emit('app-command', {}, name);
    }, command);
  await steer('browser-backward');
  await page.waitForFunction(() => location.hash !== '#/deploys');
  await steer('browser-forward');
  await leadsTo(page, '#/deploys');
  expect(app.windows()).toHaveLength(4);
});

it('puts each window back where it was, unless no screen is there any more', async () => {
  const first = await open();
  const another = first.app.waitForEvent('window');
  await chooseInMenu(first.app, 'New Window');
  await another;
  await first.app.evaluate(({ BrowserWindow }) => {
    const [one, two] = BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id);
    one?.setBounds({ x: 40, y: 50, width: 900, height: 600 });
    two?.setBounds({ x: 9000, y: 60, width: 910, height: 610 });
  });
  await first.app.close();
  const second = await open();
  const more = second.app.waitForEvent('window');
  await chooseInMenu(second.app, 'New Window');
  await more;
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .sort((a, b) => a.id - b.id)
      .map((window) => window.getNormalBounds()),
  );
  expect(bounds[0]).toEqual({ x: 40, y: 50, width: 900, height: 600 });
  expect(bounds[1]).toMatchObject({ width: 1280, height: 800 });
});

it('stays in the tray when its last window is closed, where that is wanted', async () => {
  const started = await open();
  const { app, page, ingest } = started;
  await watchSystem(started);
  await page.evaluate(() => (location.hash = '#/settings'));
  await page.getByRole('switch', { name: 'Keep running in the tray' }).click();
  await page.getByRole('switch', { name: 'Keep running in the tray', checked: true }).waitFor();
  expect(await page.getByRole('switch', { name: 'Start at login' }).isDisabled()).toBe(true);
  await page.getByText('Off. Stacktray runs from its sources.').waitFor();
  await page.close();
  expect(await post(ingest, 'without a window')).toBe(200);
  await expect.poll(() => labels(app), soon).toContain('Open Stacktray');
  const opened = app.waitForEvent('window');
  await chooseInTray(app, 'Open Stacktray');
  await (await opened).getByRole('row').filter({ hasText: 'without a window' }).waitFor();
});

it('loses nothing that it acknowledged when it is quit while reports arrive', async () => {
  const { app, ingest } = await open();
  const acknowledged: string[] = [];
  let isOver = false;
  const send = async (sender: number): Promise<void> => {
    while (!isOver) {
      const uuid = crypto.randomUUID();
      const status = await post(ingest, `quitting ${String(sender)}`, uuid).catch(() => 0);
      if (status === 200) acknowledged.push(uuid);
      else isOver = true;
    }
  };
  const senders = [1, 2, 3, 4].map(send);
  await expect.poll(() => acknowledged.length, soon).toBeGreaterThan(40);
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ app: program }) => {
    program.quit();
  });
  await Promise.all([...senders, ended]);
  // Whatever was only written down is stored at the next start.
  const again = await open();
  await again.page.getByRole('row').filter({ hasText: 'quitting' }).first().waitFor();
  await again.app.close();
  desktop = undefined;
  const db = new Database(join(folder, 'stacktray.db'), { readonly: true });
  const stored = new Set(db.prepare<[], string>('SELECT lower(hex(uuid)) FROM occurrence').pluck().all());
  db.close();
  expect(acknowledged.filter((uuid) => !stored.has(uuid.replaceAll('-', '')))).toEqual([]);
});
