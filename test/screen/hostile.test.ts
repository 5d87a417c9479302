/** Whatever reports hold is text: it runs nowhere, asks for nothing, breaks no layout, and is copied as it came. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemTabs } from '../../renderer/state/item-tabs.ts';
import type { JsonObject } from '../../shared/json.ts';
import { hostileReport, hostileValues } from './hostile-reports.ts';
import { openPage, type OpenPage } from './open-page.ts';

const names = Object.keys(hostileValues);
const token = 'a'.repeat(32);
const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 640, height: 480 },
] as const;

/** What the browser writes when the collector could not read a search. */
const searchRefused = /^Failed to load resource: .* status of 400/;

let open: OpenPage;
const strangers: string[] = [];
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());
const valueOf = (name: string): string => hostileValues[name] ?? '';
const reportOf = (name: string): JsonObject => hostileReport(name, valueOf(name));

beforeAll(async () => {
  open = await openPage();
  const { page } = open;
  const { origin } = new URL(open.headless.page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) strangers.push(request.url());
  });
  page.on('dialog', (dialog) => {
    strangers.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // One after the other, so that the n-th value is in the n-th item; the same for each of its projects.
  for (const name of names) expect((await open.post(reportOf(name))).status).toBe(200);
  for (const name of names) await sendTheRest(valueOf(name));
  await page.emulateMedia({ reducedMotion: 'reduce' });
});
beforeEach(() => {
  strangers.length = 0;
  open.complaints.length = 0;
});
afterAll(async () => {
  await open.dispose();
});

/** A deploy, a report that has to be refused, and a project with the value as its name. */
async function sendTheRest(value: string): Promise<void> {
  const deploy = { environment: value.slice(0, 255), revision: value, comment: value, local_username: value };
  await fetch(`${open.headless.ingest}/api/1/deploy`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': token },
    body: JSON.stringify(deploy),
  });
  await open.post({ environment: value, [value]: value });
  await call('projects.create', { name: value.trim().slice(0, 64) });
  await call('users.create', { username: value.trim().slice(0, 64), email: `u${String(value.length)}@localhost` });
  const filter = { view: 'all', projectId: null, environment: null, text: value.slice(0, 500) };
  await call('search.save', { name: value.trim().slice(0, 64), filter, sort: 'last' });
}

/** As the page asks; a value that a name cannot have is refused, which is as well. */
async function call(name: string, params: JsonObject): Promise<void> {
  const { origin, searchParams } = new URL(open.headless.page);
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${searchParams.get('token') ?? ''}` };
  const answer = await fetch(`${origin}/call/${name}`, { method: 'POST', headers, body: JSON.stringify(params) });
  expect([200, 400, 409, 422]).toContain(answer.status);
  await answer.arrayBuffer();
}

/** Opens an address of the page, and waits until it shows something and stays as it is. */
async function goTo(hash: string): Promise<void> {
  await open.page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await settle(open.page);
}

/** Sizes are told to the page in the frame after they changed. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, 120);
        const seen = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(resolve, 120);
        });
        seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      }),
  );
}

/** What the page should not be after it has shown this, in both themes and sizes. */
async function problems(): Promise<string[]> {
  const { page } = open;
  const found: string[] = [];
  for (const size of sizes)
    for (const colorScheme of themes) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await nextFrames(page);
      found.push(...(await page.evaluate(lookAround)));
    }
  return [...found, ...strangers, ...open.complaints.filter((words) => !searchRefused.test(words))];
}

/** Runs in the page. */
function lookAround(): string[] {
  const { innerWidth, innerHeight } = globalThis;
  const out: string[] = [];
  if ('pwned' in globalThis) out.push('something ran');
  for (const box of [document.documentElement, document.body, ...document.querySelectorAll('main, .doc, .page, .both')])
    if (box.scrollWidth > box.clientWidth) out.push(`${box.tagName}.${box.className} is too wide`);
  if (
    document.querySelector('main iframe, main object, main embed, main link, main script, main base, main form[action]')
  )
    out.push('an element that a report asked for');
  for (const link of document.querySelectorAll('a[href]'))
    if (!(link.getAttribute('href') ?? '').startsWith('#')) out.push(`a link to ${link.getAttribute('href') ?? ''}`);
  const controls = document.querySelectorAll(
    'main .top-bar button, main .top-bar input, main [role=tab][aria-selected=true]',
  );
  for (const control of controls) {
    const { left, right, width } = control.getBoundingClientRect();
    const isShown = width > 0 && control.checkVisibility();
    if (isShown && (left < 0 || right > innerWidth + 1))
      out.push(`${control.getAttribute('aria-label') ?? control.textContent} is out of view`);
  }
  for (const row of document.querySelectorAll('[role=grid] [data-id]'))
    if (row.getBoundingClientRect().height > innerHeight / 8) out.push('a row is too high');
  return out;
}

describe.each(names)('%s', (name) => {
  it('is text on every tab of its item', async () => {
    const id = names.indexOf(name) + 1;
    for (const tab of itemTabs) {
      // Compared with the one report of another item.
      await goTo(`#/item/${String(id)}/${String(id)}?tab=${tab}&with=${String((id % names.length) + 1)}`);
      expect(await open.page.getByRole('tabpanel').count(), tab).toBe(1);
      expect(await problems(), tab).toEqual([]);
    }
  });

  it('is copied as it came', async () => {
    await goTo(`#/item/${String(names.indexOf(name) + 1)}?tab=raw`);
    await open.page.getByRole('button', { name: 'Copy raw body' }).click();
    const copied = await open.page.evaluate(() => navigator.clipboard.readText());
    expect((JSON.parse(copied) as { data: JsonObject }).data).toEqual(JSON.parse(JSON.stringify(reportOf(name))));
  });

  it('is text in the search, and in what the search offers', async () => {
    await goTo(`#/all?text=${encodeURIComponent(valueOf(name).toWellFormed().slice(0, 300))}`);
    expect(await problems()).toEqual([]);
    await goTo('#/active');
    await open.page.locator('#filter').fill(`host:${valueOf(name).slice(0, 3)}`);
    await settle(open.page);
    expect(await problems()).toEqual([]);
    await open.page.locator('#filter').fill('');
    await press('Escape', 'Escape');
  });
});

describe('all of them together', () => {
  it.each([
    ...['active', 'all', 'new', 'resolved', 'settings', 'refused', 'refused/3', 'deploys', 'deploys/3', 'versions'],
    ...['versions/3', 'occurrences', 'query'],
  ])('are text in %s', async (screen) => {
    await goTo(`#/${screen}`);
    expect(await problems()).toEqual([]);
  });

  it('are text in the peek, in groups, in dialogs and in menus', async () => {
    const { page } = open;
    await page.setViewportSize(sizes[0]);
    await page.goto(open.headless.page);
    await page.locator('[data-id]').first().waitFor();
    await press('Shift+G', 'j', 'j', ' ');
    for (let turn = 0; turn < names.length; turn += 1) {
      await press('j');
      await settle(page);
      expect(await page.getByRole('complementary', { name: 'Peek' }).count()).toBe(1);
      expect(await problems()).toEqual([]);
    }
    for (const key of ['h', 'a']) {
      await press(key);
      await page.getByRole('dialog').last().waitFor();
      expect(await problems()).toEqual([]);
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await settle(page);
    }
    // Projects and saved searches are offered without a text, items with a piece of their title.
    await press('Control+k');
    for (const typed of ['', 'e']) {
      await page.getByRole('dialog').getByRole('combobox').fill(typed);
      await settle(page);
      expect(await problems()).toEqual([]);
    }
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press('e');
    await settle(page);
    expect(await problems()).toEqual([]);
    await page.setViewportSize(sizes[0]);
    await page
      .getByRole('button', { name: /environment/i })
      .first()
      .click();
    await settle(page);
    expect(await problems()).toEqual([]);
  });
});
