/** What a person does in the settings about the room on the disk, and what an item's page says of it. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const reports = 90;
const hostile = '<img src=x onerror=alert(1)>';
let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  for (let n = 0; n < reports; n += 1) await open.post(errorData());
  await open.headless.kill('SIGTERM');
  const db = new Database(join(open.headless.data, 'stacktray.db'));
  db.exec('UPDATE occurrence SET received_at = received_at - 3 * 86400000');
  db.prepare('UPDATE project SET name = ?').run(hostile);
  db.close();
  await open.restart();
  // What the page said while nobody answered.
  open.complaints.length = 0;
  await open.page.getByRole('link', { name: /Settings/ }).click();
  await open.page.getByRole('heading', { name: 'Storage', exact: true }).scrollIntoViewIfNeeded();
});
afterAll(async () => {
  await open.dispose();
});

const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name });
const stored = (): number => {
  const db = new Database(join(open.headless.data, 'stacktray.db'), { readonly: true });
  const count = db.prepare<[], number>('SELECT count(*) FROM occurrence').pluck().get() ?? 0;
  db.close();
  return count;
};

it('shows what takes the room, as text only', async () => {
  const kinds = open.page.getByRole('list', { name: 'What takes the room' });
  await kinds.getByText('Reports as they were sent').waitFor();
  const projects = open.page.getByRole('list', { name: 'Projects', exact: true });
  expect(await projects.textContent()).toContain(hostile);
  expect(await projects.textContent()).toContain('90 occurrences');
  expect(await open.page.locator('img').count()).toBe(0);
  await open.page.getByRole('heading', { name: 'Storage', exact: true }).evaluate((found) => {
    found.scrollIntoView();
  });
  await open.picture('settings-storage');
  expect(await accessibilityProblems(open.page)).toEqual([]);
});

it('says what a limit would delete before it is set, by keys', async () => {
  const form = open.page.getByRole('form', { name: 'Limits' });
  const age = form.getByRole('spinbutton', { name: /Age/ });
  await age.focus();
  await open.page.keyboard.type('0');
  await form.getByText('A limit is a whole number').waitFor();
  expect(await button('Set limits').isDisabled()).toBe(true);
  await open.page.keyboard.press('Backspace');
  await open.page.keyboard.type('2');
  await form.getByText(/Would free about .*: 87 occurrences of 1 item\./).waitFor();
  expect(stored()).toBe(reports);
  await open.picture('settings-storage-preview');
  await open.page.keyboard.press('Enter');
  await expect.poll(() => button('Set limits').isDisabled()).toBe(true);
  expect(await age.inputValue()).toBe('2');
});

it('deletes on request, and tells when it has deleted what', async () => {
  await button('Pause deleting').click();
  await open.page.getByText('Nothing is deleted until you go on.').waitFor();
  await button('Go on deleting').click();
  await button('Delete now').click();
  const runs = open.page.getByRole('list', { name: 'What was deleted' });
  await runs.getByText(/: 87 occurrences, /).waitFor();
  await expect.poll(stored).toBe(3);
  expect(await accessibilityProblems(open.page)).toEqual([]);
});

it('a project has limits of its own', async () => {
  await button(/Limits of/).click();
  await open.page.getByRole('menuitemradio').last().click();
  const form = open.page.getByRole('form', { name: 'Limits' });
  await form.getByText('This project has the limits of all projects.').waitFor();
  expect(await form.getByRole('spinbutton').count()).toBe(3);
  await form.getByRole('spinbutton', { name: /Of an item/ }).fill('50');
  await button('Set limits').click();
  await form.getByText('This project has limits of its own.').waitFor();
  await button('Use those of all projects').click();
  await form.getByText('This project has the limits of all projects.').waitFor();
});

it('stands in the dark, too', async () => {
  await open.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await open.page.getByRole('heading', { name: 'Storage', exact: true }).evaluate((found) => {
    found.scrollIntoView();
  });
  await open.picture('settings-storage-dark');
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.page.emulateMedia({ colorScheme: 'light' });
});

it(`an item's page says how much of it is still stored`, async () => {
  await open.page.evaluate(() => (location.hash = '#/item/1'));
  await open.page.getByText('3 of 90 are stored').waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.picture('item-partly-stored');
  expect(open.complaints).toEqual([]);
});
