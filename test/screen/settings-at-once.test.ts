/** Settings hold at once: another port, larger reports, the look of a project, and an application that reports. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
});
afterAll(async () => {
  await open.dispose();
});

const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name });
const undo = (): Locator => open.page.getByRole('button', { name: 'Undo', exact: true });
const toast = (words: RegExp): Locator => open.page.getByText(words).first();
const goTo = (hash: string): Promise<void> => open.page.evaluate((to) => void (location.hash = to), hash);
const awaited = (): Locator => open.page.locator('section').filter({ has: open.page.locator('#connect') });

/** Both themes, since colours are half of what can be wrong. */
async function expectAccessible(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await open.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await accessibilityProblems(open.page)).toEqual([]);
  }
  await open.page.emulateMedia({ colorScheme: 'light' });
}
async function takenPort(): Promise<{ port: number; free(): Promise<void> }> {
  const server = createServer((socket) => socket.destroy()).listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const free = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { port: (server.address() as AddressInfo).port, free };
}

it('waits for the first report, turns green by itself, and names the SDK', async () => {
  await goTo('#/settings/connect');
  const { page } = open;
  await page.getByText('Waiting for the first report…').waitFor();
  await expectAccessible();
  const code = await page.getByRole('tabpanel').innerText();
  expect(code).toContain(`${open.headless.ingest}/api/1/item/`);
  const token = /accessToken: "(\w{32})"/.exec(code)?.[1] ?? '';
  const report = {
    ...{ environment: 'production', body: { message: { body: 'hello <b>' } }, server: { root: '/srv/shop' } },
    notifier: { name: 'node_rollbar', version: '3.1.0' },
  };
  expect((await open.post(report, token)).status).toBe(200);
  await page.getByText('A report has arrived from node_rollbar 3.1.0.').waitFor();
  expect(await awaited().getByRole('link', { name: 'hello <b>' }).getAttribute('href')).toMatch(/^#\/item\/\d+$/);
  await expectAccessible();
  await open.picture('settings-arrived');
  await page.getByRole('tab', { name: 'Python' }).click();
  await page.getByText('Waiting for the next report…').waitFor();
});

it('listens at another port at once, and goes back', async () => {
  const { page } = open;
  const first = open.headless.ingest;
  const { port, free } = await takenPort();
  await goTo('#/settings/reports');
  const field = page.getByRole('spinbutton', { name: 'Port' });
  await field.fill(String(port));
  await page.keyboard.press('Enter');
  await page.getByText(new RegExp(`Port ${String(port)} is taken by .*Reports are still taken at port`)).waitFor();
  await expectAccessible();
  await open.picture('settings-port-taken');
  await free();
  await button('Listen here').click();
  await toast(new RegExp(`Listening on http://127.0.0.1:${String(port)}`)).waitFor();
  expect((await fetch(`http://127.0.0.1:${String(port)}/api/1/status/ping`)).status).toBe(200);
  expect(await page.getByRole('tabpanel').innerText()).toContain(`127.0.0.1:${String(port)}/`);
  await undo().click();
  await expect.poll(() => field.inputValue()).toBe(new URL(first).port);
  expect((await fetch(`${first}/api/1/status/ping`)).status).toBe(200);
  await field.fill('70000');
  await page.getByText('A port is a whole number from 1 to 65535.').waitFor();
  expect(await button('Listen here').isDisabled()).toBe(true);
});

it('takes larger reports at once, and goes back', async () => {
  const large = { environment: 'production', body: { message: { body: 'x', text: 'y'.repeat(1_500_000) } } };
  expect((await open.post(large)).status).toBe(413);
  await button('Largest report').click();
  await open.page.getByRole('menuitemradio', { name: '2 MiB' }).click();
  await toast(/Reports of up to 2 MiB are taken/).waitFor();
  expect((await open.post(large)).status).toBe(200);
  await undo().click();
  await toast(/Reports of up to 1 MiB are taken/).waitFor();
  await open.page.getByRole('switch', { name: 'Strict' }).click();
  await toast(/What Rollbar refuses is refused/).waitFor();
  await undo().click();
  await toast(/Every report is taken/).waitFor();
});

it('gives a project a colour and an icon, archives it and brings it back', async () => {
  const { page } = open;
  await goTo('#/settings/projects');
  await button(/tokens? of shop/).click();
  await button('Rose').click();
  await button('Rocket').click();
  await page.getByRole('button', { name: 'Rocket', pressed: true }).waitFor();
  const link = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /shop/ });
  await expect.poll(() => link.locator('svg').count()).toBe(1);
  await expectAccessible();
  await open.picture('settings-look');
  await button('Archive project').click();
  await toast(/shop is archived/).waitFor();
  await link.waitFor({ state: 'detached' });
  await expectAccessible();
  await open.picture('settings-archived');
  await page.getByRole('list', { name: 'Archived projects' }).getByRole('link', { name: 'shop' }).click();
  await page.getByText('hello <b>').first().waitFor();
  await goTo('#/active');
  await page.getByText('hello <b>').waitFor({ state: 'detached' });
  await goTo('#/settings/projects');
  await button('Bring back shop').click();
  await link.waitFor();
  await goTo('#/active');
  await page.getByText('hello <b>').first().waitFor();
});

it('finds settings by their names, and remembers where it was left', async () => {
  const { page } = open;
  await goTo('#/settings');
  const nav = page.getByRole('navigation', { name: 'Sections' });
  const search = nav.getByRole('searchbox', { name: 'Search the settings' });
  await search.fill('licen');
  expect(await nav.getByRole('button').allInnerTexts()).toEqual(expect.arrayContaining(['Licences About']));
  await expectAccessible();
  await page.keyboard.press('Enter');
  await page.locator('h2:focus').getByText('About').waitFor();
  await search.fill('no such thing');
  await page.getByText('No setting is called so.').waitFor();
  await search.press('Escape');
  expect(await search.inputValue()).toBe('');
  await goTo('#/active');
  await page.getByRole('grid').waitFor();
  await goTo('#/settings');
  await expect.poll(() => nav.locator('[aria-current=true]').innerText()).toBe('About');
  expect(open.complaints.filter((line) => !line.includes('409'))).toEqual([]);
});
