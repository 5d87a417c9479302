/** Commands by typing, keys that a person changes, copies, masks, and sending an occurrence again. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
let page: Page;

const report = {
  environment: 'production',
  code_version: '4.18.2',
  body: {
    trace: {
      frames: [
        { filename: '/srv/shop/node_modules/router/index.js', lineno: 3, method: 'next' },
        { filename: '/srv/shop/src/checkout.ts', lineno: 7, method: 'pay', code: '  return cart.total();' },
      ],
      exception: { class: 'TypeError', message: 'cart.total is not a function' },
    },
  },
  request: {
    url: 'https://shop.example/pay?token=hunter2-in-query',
    method: 'POST',
    headers: { Authorization: 'Bearer hunter2-in-header', Accept: '*/*' },
    POST: { password: 'hunter2-in-body', amount: 3 },
  },
  custom: { api_key: 'hunter2-in-custom', tenant: 'acme', step: 'review' },
  server: { root: '/srv/shop' },
};

beforeAll(async () => {
  open = await openPage();
  ({ page } = open);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open.post(report);
  await open.post({ environment: 'production', body: { message: { body: 'Disk <b>full</b>' } } });
  await page.locator('[data-id]').nth(1).waitFor();
});
afterEach(() => {
  expect(open.complaints).toEqual([]);
});
afterAll(async () => {
  await open.dispose();
});

const palette = (): Locator => page.getByRole('dialog', { name: 'Commands' });
const option = (name: string | RegExp): Locator => palette().getByRole('option', { name });
const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
async function inBothThemes(check: () => Promise<void>): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await check();
  }
}
async function goTo(hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}
async function openItem(tab = 'traceback'): Promise<void> {
  await goTo(`#/item/1?tab=${tab}`);
  await page.getByRole('heading', { level: 1, name: 'TypeError' }).waitFor();
  await page.getByText(/masked\./).waitFor();
}

it('runs a command from anywhere, and gives the keyboard back', async () => {
  await page.locator('#filter').focus();
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  expect(
    await palette()
      .getByRole('combobox')
      .evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await inBothThemes(async () => {
    await open.picture(
      `palette-${(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)) ? 'dark' : 'light'}`,
    );
    expect(await accessibilityProblems(page)).toEqual([]);
  });
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'hidden' });
  expect(await page.locator('#filter').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('deploys');
  await expect.poll(() => palette().locator('[aria-selected=true]').innerText()).toContain('Deploys');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/deploys/);
});

it('finds items by number and by title, projects and sections of the settings, and remembers them', async () => {
  await goTo('#/active');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('disk <b');
  await option(/Disk <b>full<\/b>/).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('#1');
  await option(/cart.total is not a function/).waitFor();
  await expect.poll(() => palette().getByRole('group', { name: 'Items' }).getByRole('option').count()).toBe(1);
  await option(/cart.total/).click();
  await page.waitForURL(/#\/item\/1/);
  await page.keyboard.press('Control+k');
  const recent = palette().getByRole('group', { name: 'Recent' }).getByRole('option');
  await expect.poll(() => recent.first().innerText()).toContain('cart.total');
  await page.keyboard.type('redaction');
  await page.keyboard.press('Enter');
  await page.locator('h2:focus').getByText('Redaction').waitFor();
});

it('says so when nothing fits', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzzzqqqq');
  await palette().getByText('Nothing fits this.').waitFor();
  await page.keyboard.press('Escape');
});

it('offers only what can be done here', async () => {
  await goTo('#/active');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy as curl');
  await palette().getByRole('combobox').waitFor();
  await expect.poll(() => option(/Copy as cURL/).count()).toBe(0);
  await page.keyboard.press('Escape');
  await openItem();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy as curl');
  await option(/Copy as cURL/).waitFor();
  await page.keyboard.press('Escape');
});

it('copies in every form, masked, from the menu and by keys', async () => {
  await openItem();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: /Copy as Markdown/ }).waitFor();
  await inBothThemes(async () => {
    await open.picture('copy-menu');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
  await page.getByRole('menuitem', { name: /Copy as Markdown/ }).click();
  await expect.poll(copied).toContain('# `TypeError: cart.total is not a function`');
  const markdown = await copied();
  expect(markdown).toContain('> 7 |   return cart.total();');
  expect(markdown).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#\/item\/1/);
  const forms: [keys: string[], holds: string][] = [
    [['y', 'c'], 'curl --globoff --url'],
    [['y', 'j'], '"custom"'],
    [['y', 'f'], 'src/checkout.ts:7 in pay'],
    [['y', 't'], 'TypeError: cart.total is not a function'],
    [['y', 'l'], '/#/item/1'],
    [['c'], '# `TypeError'],
  ];
  const all = [markdown];
  for (const [keys, holds] of forms) {
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(copied).toContain(holds);
    all.push(await copied());
  }
  expect(all.join('\n')).not.toContain('hunter2');
  expect(all.join('\n')).not.toMatch(/127\.0\.0\.1:\d+\/\?/);
});

it('masks what is shown, reveals it for a moment, and copies stay masked', async () => {
  await openItem('request');
  const panel = page.getByRole('tabpanel');
  await panel.getByText('[redacted]').first().waitFor();
  expect(await panel.innerText()).not.toContain('hunter2');
  await page.getByRole('button', { name: /Reveal/ }).click();
  await panel.getByText('hunter2-in-body').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await open.picture('revealed');
  await page.getByRole('button', { name: 'Copy address' }).click();
  await expect.poll(copied).toBe('https://shop.example/pay?token=[redacted]');
  await page.keyboard.press('Shift+R');
  await expect.poll(() => panel.innerText()).not.toContain('hunter2');
  await page.keyboard.press('Shift+R');
  await panel.getByText('hunter2-in-body').waitFor();
  await goTo('#/active');
  for (const tab of ['raw', 'context', 'request']) {
    await openItem(tab);
    await panel.getByText('[redacted]').first().waitFor();
    expect(await panel.innerText()).not.toContain('hunter2');
  }
});

it('takes rules of a person, shows them on a text, and refuses a pattern that cannot be used', async () => {
  await goTo('#/settings/redaction');
  const section = page.getByRole('region', { name: 'Redaction and copies' });
  await section.getByRole('textbox', { name: /Try it/ }).fill('tenant: acme-corp, ORD-123');
  await section.getByRole('textbox', { name: /Patterns/ }).fill('ORD-\\d+\n(');
  await section.getByText('A “(” is never closed.').waitFor();
  expect(await section.getByRole('button', { name: 'Use these' }).isDisabled()).toBe(true);
  expect(await section.getByRole('status').innerText()).toBe('tenant: acme-corp, [redacted]');
  await section.getByRole('textbox', { name: /Patterns/ }).fill('ORD-\\d+');
  await section.getByRole('textbox', { name: /Names of fields/ }).fill('ten*');
  await expect.poll(() => section.getByRole('status').innerText()).toBe('tenant: [redacted], [redacted]');
  await inBothThemes(async () => {
    await open.picture('settings-redaction');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
  await section.getByRole('button', { name: 'Use these' }).click();
  await expect.poll(() => section.getByRole('button', { name: 'Use these' }).isDisabled()).toBe(true);
  await openItem('context');
  expect(await page.getByRole('tabpanel').innerText()).not.toContain('acme');
  await open.restart();
  // The page noticed that the collector was away.
  open.complaints.length = 0;
  await openItem('context');
  expect(await page.getByRole('tabpanel').innerText()).not.toContain('acme');
});

it('changes a key by pressing another, shows what is in its way, and resets it', async () => {
  await goTo('#/settings/keys');
  const line = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: / of Resolve, or reopen: / }) });
  await line.getByRole('button', { name: /Change the key/ }).click();
  await page.keyboard.press('m');
  await line.getByText(/Also the key of: Mute, or unmute/).waitFor();
  await inBothThemes(async () => {
    await open.picture('settings-keys');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
  await line.getByRole('button', { name: /Change the key|Press the key/ }).blur();
  await line.getByRole('button', { name: /Change the key/ }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await line.getByRole('button', { name: /Change the key of .*: g e/ }).waitFor();
  await page.getByRole('heading', { name: 'Settings', exact: true }).click();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect.poll(() => sheet.locator('.pair', { hasText: 'Resolve, or reopen' }).innerText()).toContain('g e');
  await page.keyboard.press('Escape');
  await openItem();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  await page.keyboard.press('z');
  await goTo('#/settings/keys');
  await line.getByRole('button', { name: /Reset the key/ }).click();
  await line.getByRole('button', { name: /Change the key of .*: e$/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Reset all keys' }).isDisabled()).toBe(true);
});

it('sends an occurrence again, masked where that is wanted, and elsewhere only when that is allowed', async () => {
  await openItem();
  await page.keyboard.press('Shift+Y');
  const dialog = page.getByRole('dialog', { name: 'Send again' });
  const send = dialog.getByRole('button', { name: 'Send', exact: true });
  await dialog.getByLabel('Address of the collector').fill('http://collector.example');
  await dialog.getByLabel('Token of the project there').fill('b'.repeat(32));
  await dialog.getByText('collector.example is not this computer').waitFor();
  expect(await send.isDisabled()).toBe(true);
  await inBothThemes(async () => {
    await open.picture('resend');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
  await dialog.getByLabel('Address of the collector').fill(open.headless.ingest);
  await send.click();
  await dialog.getByText('Answered 200').waitFor();
  await page.keyboard.press('Escape');
  await goTo('#/all?text=project:unknown');
  await goTo('#/all');
  await expect.poll(() => page.locator('[data-id]').count()).toBeGreaterThan(2);
});
