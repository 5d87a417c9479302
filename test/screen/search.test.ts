/** Searching the inbox by keyboard: completion, mistakes shown in place, help, and searches of before. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
const gone = { state: 'detached' as const };
const rows = (title = ''): Locator =>
  open.page.getByRole('grid', { name: 'Items' }).locator('[data-id]').filter({ hasText: title });
const field = (): Locator => open.page.getByRole('combobox', { name: 'Search items' });
const offer = (name: RegExp | string): Locator => open.page.getByRole('option', { name });
const chosen = (): Locator => open.page.getByRole('option', { selected: true });
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());
const type = (text: string): Promise<void> => open.page.keyboard.type(text);
const named = (name: string, more: JsonObject, locals: JsonObject = {}): JsonObject => {
  const frames = [{ filename: 'src/cart.ts', lineno: 7, method: 'total', locals }];
  return errorData({ ...more, body: { trace: { frames, exception: { class: name, message: 'it broke' } } } });
};

beforeAll(async () => {
  open = await openPage();
  await open.post(named('AlphaError', { environment: 'production', level: 'warning' }, { userIdMap: '{}' }));
  await open.post(named('BetaError', { environment: 'staging', level: 'critical', custom: { tenant: 'acme inc' } }));
  await rows('AlphaError').waitFor();
  await rows('BetaError').waitFor();
});
afterAll(async () => {
  await open.dispose();
});

it('completes fields and their choices by keyboard', async () => {
  await press('/');
  await type('lev');
  await offer(/^level:/).waitFor();
  await press('ArrowDown');
  expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
  await press('Enter');
  expect(await field().inputValue()).toBe('level:');
  await offer('critical').waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await type('w');
  await press('ArrowDown', 'Enter');
  expect(await field().inputValue()).toBe('level:warning ');
});

it('closes the offers first, then clears the search', async () => {
  await open.page.getByRole('listbox').waitFor();
  await press('Escape');
  await open.page.getByRole('listbox').waitFor(gone);
  expect(await field().inputValue()).toBe('level:warning ');
  await press('Escape');
  expect(await field().inputValue()).toBe('');
  await rows('BetaError').waitFor();
});

it('shows what cannot be read under the character, and keeps what was found before', async () => {
  await press('/');
  await type('alpha');
  await rows('BetaError').waitFor(gone);
  await type(' lvel:error x');
  const problem = open.page.getByText(/cannot search for 'lvel:'/);
  await problem.waitFor();
  expect(await field().getAttribute('aria-invalid')).toBe('true');
  const wrong = await open.page.locator('.wrong').boundingBox();
  const words = await problem.boundingBox();
  expect(words?.y).toBeGreaterThan(wrong?.y ?? Infinity);
  expect(Math.abs((words?.x ?? 0) - (wrong?.x ?? 0))).toBeLessThan(24);
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await rows('AlphaError').waitFor();
  await open.page.getByRole('button', { name: 'Clear the search' }).click();
  await problem.waitFor(gone);
});

it('marks what was found in the rows, and offers the search again later', async () => {
  await press('/');
  await type('beta');
  await rows('BetaError')
    .locator('mark')
    .filter({ hasText: /^Beta$/ })
    .first()
    .waitFor();
  await press('Enter');
  await press('/', 'Escape', '/');
  await offer(/^beta/).waitFor();
  await press('ArrowDown', 'Enter');
  expect(await field().inputValue()).toBe('beta');
  await rows('AlphaError').waitFor(gone);
  await press('Escape', 'Escape');
});

it('completes values and keys of the data by keyboard, and finds what they name', async () => {
  await press('/');
  await type('custom[ten');
  await offer(/^tenant/).waitFor();
  await press('ArrowDown', 'Enter');
  expect(await field().inputValue()).toBe('custom[tenant]:');
  await offer(/^"acme inc"/).waitFor();
  await press('ArrowDown', 'Enter');
  expect(await field().inputValue()).toBe('custom[tenant]:"acme inc" ');
  await rows('AlphaError').waitFor(gone);
  await rows('BetaError').waitFor();
  await press('Escape', 'Escape');
  await rows('AlphaError').waitFor();
});

it('finds an item by a fragment of a local variable', async () => {
  await press('/');
  await type('idMap');
  await rows('BetaError').waitFor(gone);
  await rows('AlphaError').waitFor();
  await press('Escape', 'Escape');
});

it('keeps a search under a name, renames and deletes it, and brings it back', async () => {
  const { page } = open;
  const link = (name: string): Locator => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  await press('/');
  await type('level:critical');
  await rows('AlphaError').waitFor(gone);
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByLabel('Save this search as').fill('The worst');
  await press('Enter');
  await link('The worst').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await link('Active').click();
  await rows('AlphaError').waitFor();
  await link('The worst').click();
  await rows('AlphaError').waitFor(gone);
  expect(await field().inputValue()).toBe('level:critical');
  await page.getByRole('button', { name: 'Saved as The worst' }).click();
  await page.getByLabel('Name of this search').fill('Worse');
  await press('Enter');
  await link('Worse').waitFor();
  await page.getByRole('button', { name: 'Saved as Worse' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await link('Worse').waitFor(gone);
  await page.getByRole('button', { name: 'Undo' }).click();
  await link('Worse').waitFor();
  await link('Active').click();
  await rows('AlphaError').waitFor();
});

it('says on an address with a broken search what is wrong, and lets go of it', async () => {
  await open.page.evaluate(() => {
    location.hash = '#/active?text=lvel%3Aerror';
  });
  await open.page.getByRole('alert').getByText('This search cannot be read').waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.page.getByRole('alert').getByRole('button', { name: 'Clear the search' }).click();
  await rows('AlphaError').waitFor();
  // The browser writes down each refusal of the collector.
  expect(open.complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
  open.complaints.length = 0;
});

it('helps with examples that can be used', async () => {
  await open.page.getByRole('button', { name: 'How to search' }).click();
  const help = open.page.getByRole('dialog', { name: 'Search' });
  await help.waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await help.getByRole('button', { name: /^is:new/ }).click();
  await help.waitFor(gone);
  expect(await field().inputValue()).toBe('is:new');
  await rows('AlphaError').waitFor();
  await press('/', 'Escape', 'Escape');
  expect(await field().inputValue()).toBe('');
});

it('takes a hostile search as text', async () => {
  const attack = '<img src=x onerror=globalThis.pwned=1>"; DROP TABLE item; --';
  await press('/');
  await type(attack);
  await rows('AlphaError').waitFor(gone);
  expect(await open.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await open.page.locator('.search img').count()).toBe(0);
  await press('Escape', 'Escape');
  await rows('AlphaError').waitFor();
  expect(open.complaints).toEqual([]);
});
