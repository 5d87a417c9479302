/** What a person does in the settings to change how an existing installation groups. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { JsonObject } from '../../shared/json.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const hostile = '<img src=x onerror=alert(1)>';
let open: OpenPage;
/** Address of the item that goes into another one. */
let merged = '';
beforeAll(async () => {
  open = await openPage();
  await open.headless.kill('SIGTERM');
  const db = new Database(join(open.headless.data, 'stacktray.db'));
  db.exec(`UPDATE setting SET value = '"st1"' WHERE name = 'grouping'`);
  db.close();
  await open.restart();
  // What the page said while nobody answered.
  open.complaints.length = 0;
  await open.post(calledBy('start'));
  await open.post(calledBy('retry'));
  await open.page.getByRole('link', { name: /Settings/ }).click();
  await open.page.getByRole('heading', { name: 'Grouping', exact: true }).waitFor();
});
afterAll(async () => {
  await open.dispose();
});

function calledBy(caller: string): JsonObject {
  const frames = [
    { filename: '/srv/shop/src/main.ts', lineno: 1, method: caller },
    { filename: '/srv/shop/src/checkout.ts', lineno: 7, method: 'pay' },
  ];
  const trace = { frames, exception: { class: 'TypeError', message: hostile } };
  return { environment: 'production', body: { trace }, server: { root: '/srv/shop' } };
}

const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name });

it('shows what would change, by key and as text only', async () => {
  await button('Look what would change').focus();
  await open.page.keyboard.press('Enter');
  await open.page.getByText('1 item would merge into an older one, 0 items would split: 2 items become 1.').waitFor();
  const examples = open.page.getByRole('list', { name: 'Examples' });
  expect(await examples.getByRole('link').count()).toBe(2);
  merged = (await examples.getByRole('link').last().getAttribute('href')) ?? '';
  expect(await examples.textContent()).toContain(hostile);
  expect(await open.page.locator('img').count()).toBe(0);
  await examples.scrollIntoViewIfNeeded();
  await open.picture('settings-grouping-preview');
  expect(await accessibilityProblems(open.page)).toEqual([]);
});

it('changes the grouping, and the page of an item that has merged shows where it went', async () => {
  await button('Change 2 items').click();
  await open.page.getByText('1 occurrence went to another item').waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.picture('settings-grouping-changed');
  await open.page.evaluate((address) => (location.hash = address), merged);
  await open.page.getByRole('tab', { name: /Activity/ }).click();
  await open.page.getByText('Grouped anew into #1').waitFor();
});

it('goes back', async () => {
  await open.page.getByRole('link', { name: /Settings/ }).click();
  await button('Go back').click();
  await button('Change 2 items').waitFor();
  expect(open.complaints).toEqual([]);
});
