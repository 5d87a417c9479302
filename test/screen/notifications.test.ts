/** What a person sets of notifications in a browser, what the browser shows, and addresses from elsewhere. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  await open.page.context().grantPermissions(['notifications']);
  await open.page.addInitScript(() => {
    const shown: unknown[] = [];
    class Shown {
      static permission = 'granted';
      static requestPermission = (): Promise<string> => Promise.resolve('granted');
      onclick: (() => void) | null = null;
      constructor(title: string, more: { body: string; tag: string }) {
        shown.push({ title, ...more, click: () => this.onclick?.() });
      }
      close(): void {
        this.onclick = null;
      }
    }
    Object.assign(globalThis, { Notification: Shown, shownNotifications: shown });
  });
  await open.page.reload();
  await open.post({ environment: 'production', body: { message: { body: 'first' } }, server: { root: '/srv/shop' } });
  await goTo('#/settings');
});
afterAll(async () => {
  await open.dispose();
});

const goTo = (hash: string): Promise<void> =>
  open.page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
const group = (name: string): Locator => open.page.getByRole('group', { name });
const switchOf = (name: string): Locator => open.page.getByRole('switch', { name, exact: true });

interface Told {
  title: string;
  body: string;
}
const told = (): Promise<Told[]> =>
  open.page.evaluate(() => (globalThis as unknown as { shownNotifications: Told[] }).shownNotifications);

it('keeps the rules that a person chooses, with all of it reachable and named', async () => {
  const { page } = open;
  await group('All projects: what is told').getByRole('checkbox', { name: '10th time' }).check();
  await group('All projects: what is told').getByRole('checkbox', { name: 'Bursts' }).check();
  await page.getByRole('spinbutton', { name: 'All projects: occurrences of a burst' }).fill('20');
  await page.keyboard.press('Tab');
  await switchOf('Quiet hours').click();
  await page.getByLabel('Quiet from').fill('23:30');
  await page.getByRole('button', { name: /Notifications of shop/ }).click();
  await page.getByRole('menuitemradio', { name: 'Its own rule' }).click();
  await group('shop: what is told').getByRole('checkbox', { name: 'New items' }).uncheck();
  expect(await accessibilityProblems(page)).toEqual([]);
  await open.picture('settings-notifications');
  await page.reload();
  await expect.poll(() => page.getByLabel('Quiet from').inputValue()).toBe('23:30');
  expect(await page.getByRole('spinbutton', { name: 'All projects: occurrences of a burst' }).inputValue()).toBe('20');
  expect(await group('shop: what is told').getByRole('checkbox', { name: 'New items' }).isChecked()).toBe(false);
  await page.getByRole('button', { name: /Notifications of shop/ }).click();
  await page.getByRole('menuitemradio', { name: 'As usual' }).click();
  await group('shop: what is told').waitFor({ state: 'detached' });
  await switchOf('Quiet hours').click();
});

it('pauses and resumes', async () => {
  await open.page.getByRole('button', { name: 'For an hour' }).click();
  await open.page.getByText(/^Until \d\d:\d\d$/).waitFor();
  await open.page.getByRole('button', { name: 'Resume' }).click();
  await open.page.getByRole('button', { name: 'For an hour' }).waitFor();
});

it('shows a new item as a notification of the browser, as plain text, and its click opens the item', async () => {
  const { page } = open;
  const title = '<img src=x onerror=alert(1)>\u202e second';
  await open.post({ level: 'error', environment: 'production', body: { message: { body: title } } });
  await expect.poll(async () => (await told()).length, { timeout: 10_000 }).toBeGreaterThan(0);
  const [first] = (await told()).slice(-1);
  expect(first?.title).toBe('New in shop');
  expect(first?.body).toMatch(/^#2 <img src=x onerror=alert\(1\)> second/);
  await page.evaluate(() => {
    const { shownNotifications: all } = globalThis as unknown as { shownNotifications: { click(): void }[] };
    all.at(-1)?.click();
  });
  await page.waitForFunction(() => location.hash === '#/item/2');
});

it('follows the addresses that links from elsewhere lead to', async () => {
  const { page } = open;
  await goTo('#/occurrence/1');
  await page.waitForFunction(() => location.hash === '#/item/1/1');
  await goTo('#/occurrence/999');
  await page.waitForFunction(() => location.hash === '#/active');
  await page.getByText('not there any more').first().waitFor();
  await goTo('#/active?project=2');
  await page.getByRole('row').filter({ hasText: 'first' }).waitFor();
});

it('says in a browser what only the desktop program has, and shows the licences', async () => {
  const { page } = open;
  await goTo('#/settings');
  await page.getByText('This page is open in a browser.').waitFor();
  await page.getByRole('button', { name: 'Show licences' }).click();
  const sheet = page.getByRole('dialog', { name: 'Licences' });
  await sheet.getByText('better-sqlite3', { exact: true }).click();
  await sheet
    .locator('details[open]')
    .getByText(/Permission is hereby granted/)
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await open.picture('licences');
  await page.keyboard.press('Escape');
  expect(open.complaints.filter((text) => !text.includes('404'))).toEqual([]);
});
