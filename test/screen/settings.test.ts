/** What a person does with tokens and users in the settings. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  await open.post({ environment: 'production', body: { message: { body: 'hello' } }, server: { root: '/srv/shop' } });
  await open.page.getByRole('link', { name: /Settings/ }).click();
  await open.page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
});
afterAll(async () => {
  await open.dispose();
});

const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name });
const status = async (path: string, token: string): Promise<number> =>
  (await fetch(`${open.headless.ingest}/api/1${path}`, { headers: { 'X-Rollbar-Access-Token': token } })).status;

async function make(whose: RegExp, name: string, scopes: string[]): Promise<string> {
  await button(whose).click();
  await open.page.getByRole('textbox', { name: 'Name of the token' }).fill(name);
  for (const scope of await open.page.getByRole('group', { name: 'It may' }).getByRole('checkbox').all())
    await scope.setChecked(scopes.includes((await scope.getAttribute('value')) ?? ''));
  await open.page.keyboard.press('Enter');
  return (await open.page.getByRole('status').locator('code').textContent()) ?? '';
}

it('goes to each of its sections, beside the page or in a menu', async () => {
  const { page } = open;
  const nav = page.getByRole('navigation', { name: 'Sections' });
  const heads = await page.locator('.page h2').allInnerTexts();
  expect(await nav.getByRole('button').allInnerTexts()).toEqual(expect.arrayContaining(heads));
  await nav.getByRole('button', { name: 'Account' }).click();
  await page.locator('h2:focus').getByText('Account').waitFor();
  await expect.poll(() => nav.locator('[aria-current=true]').innerText()).toBe('Account');
  await page.locator('.page').evaluate((scrolled) => {
    scrolled.scrollTop = 0;
  });
  await expect.poll(() => nav.locator('[aria-current=true]').innerText()).toBe('Connect an app');
  await page.setViewportSize({ width: 640, height: 480 });
  await nav.getByRole('button', { name: 'Section' }).click();
  await nav.getByRole('menuitemradio', { name: 'Projects' }).click();
  await page.locator('h2:focus').getByText('Projects').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
});

it('makes a token of a project, shows it once, limits it, switches it off and deletes it', async () => {
  await button(/1 token of shop/).click();
  const token = await make(/New token, tokens of shop/, 'ci', ['read']);
  expect([token.length, await status('/items', token)]).toEqual([32, 200]);
  await open.picture('settings-token-shown');
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await button('Done').click();
  expect(await open.page.getByText(token).count()).toBe(0);

  await button('Limit token ci').click();
  await open.page.getByRole('spinbutton', { name: 'Requests' }).fill('1');
  await open.page.keyboard.press('Enter');
  await open.page.getByText('1 per minute').waitFor();
  expect([await status('/items', token), await status('/items', token)]).toEqual([200, 429]);

  await button('Disable token ci').click();
  await button('Enable token ci').waitFor();
  expect(await status('/items', token)).toBe(403);

  await button('Delete token ci').click();
  await button('Delete it').click();
  await button(/1 token of shop/).waitFor();
  await open.picture('settings-tokens');
});

it('makes a token of the account', async () => {
  const token = await make(/New token, tokens of the account/, 'mcp', ['read']);
  expect(await status('/projects', token)).toBe(200);
  await button('Done').click();
  await open.page.getByRole('list', { name: 'tokens of the account' }).getByText('mcp').waitFor();
});

it('adds a user, and says why it cannot add the same one again', async () => {
  const add = async (): Promise<void> => {
    await open.page.getByRole('textbox', { name: 'Name', exact: true }).fill('robin <b>');
    await open.page.getByRole('textbox', { name: 'E-mail address' }).fill('robin@shop.example');
    await open.page.keyboard.press('Enter');
  };
  await button('New user').click();
  await add();
  await open.page.getByText('robin <b>').waitFor();
  await button('New user').click();
  await add();
  await open.page.getByText(/Another user has this name/).waitFor();
  await button('Cancel').click();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.picture('settings-account');
  expect(open.complaints.filter((line) => !line.includes('409'))).toEqual([]);
});

it('lets a deploy resolve everything in an environment', async () => {
  const production = open.page
    .getByRole('group', { name: 'Deploys of shop' })
    .getByRole('checkbox', { name: 'production' });
  await production.check();
  await open.picture('settings-deploys');
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await button(/1 token of shop/).click();
  await production.waitFor({ state: 'detached' });
  await button(/1 token of shop/).click();
  expect(await production.isChecked()).toBe(true);
});

it('deletes a project', async () => {
  await button('Delete project').click();
  await button('Delete it').click();
  await open.page.getByText(/A project appears with its first report/).waitFor();
});
