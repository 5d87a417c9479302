/** What a person does to understand what occurrences have in common: one collector, one page, one story told in order. */
import { readFileSync } from 'node:fs';
import type { Download, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const attack = '<img src=x onerror="globalThis.pwned=1">';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  await open.page.emulateMedia({ reducedMotion: 'reduce' });
  for (let number = 1; number <= 12; number += 1) await open.post(report(number));
  for (let number = 13; number <= 30; number += 1) await open.post(other(number));
  // Reports are read for facts in the background.
  await open.page.getByRole('row').filter({ hasText: 'TypeError' }).first().click();
  await tab('Breakdown').click();
  await panel()
    .getByText(/^12 reports read\./)
    .waitFor();
});
afterAll(async () => {
  expect(open.complaints).toEqual([]);
  expect(await open.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await open.dispose();
});

function report(number: number): JsonObject {
  return errorData({
    code_version: number > 4 ? '2.0.0' : '1.9.0',
    custom: { tenant: number > 3 ? 'acme' : 'other', number, note: number === 12 ? attack : 'plain' },
    server: { root: '/srv/shop', host: `web-${String(number % 2)}` },
    person: { id: String(number), username: 'ada' },
  });
}

function other(number: number): JsonObject {
  const body = { trace: { frames: [{ filename: '/srv/shop/src/ship.ts', lineno: 9, method: 'ship' }], exception } };
  const custom = { tenant: 'other', number, note: '‮ɿɘʜɈo '.repeat(number) };
  return errorData({ code_version: '1.9.0', custom, level: 'warning', body });
}
const exception = { class: 'RangeError', message: 'no such port' };

const tab = (name: string): Locator => open.page.getByRole('tab', { name: new RegExp(`^${name}`) });
const panel = (): Locator => open.page.getByRole('tabpanel');
const grid = (): Locator => open.page.getByRole('grid', { name: 'Occurrences' });
const rows = (): Locator => grid().locator('[data-occurrence]');
const search = (): Locator => open.page.getByRole('combobox', { name: 'Search occurrences' });
const chart = (): Locator => open.page.getByRole('slider', { name: /Occurrences over time/ });
const apart = (): Locator => open.page.getByRole('region', { name: /^What/ });
const hash = (): string => decodeURIComponent(new URL(open.page.url()).hash.replaceAll('+', ' '));
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());
const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

async function look(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await open.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open.picture(`${name}-${colorScheme}`);
    expect(await accessibilityProblems(open.page)).toEqual([]);
  }
}

it('breaks an item down by field, and says how unusual a value is in the project', async () => {
  const tenant = panel().getByRole('region', { name: 'tenant' });
  await tenant.getByRole('listitem').filter({ hasText: 'acme' }).getByText('75%').waitFor();
  await tenant.getByText('nowhere else').waitFor();
  await tenant.getByText(/^rarer, 70% in the project/).waitFor();
  const acme = apart().getByRole('row').filter({ hasText: 'acme' });
  expect(await acme.innerText()).toMatch(/acme\s+75%\s+none/);
  await panel().getByText('The same in all reports').waitFor();
  await look('breakdown');
});

it('a value of the breakdown shows only its occurrences', async () => {
  const value = panel().getByRole('region', { name: 'tenant' }).getByRole('link', { name: 'acme' });
  await value.focus();
  await press('Enter');
  await expect.poll(hash).toBe('#/occurrences?project=2&item=1&text=custom[tenant]:"acme"');
  await expect.poll(() => rows().count()).toBe(9);
  await open.page.getByRole('button', { name: /^item: #1 TypeError/ }).waitFor();
  await open.page.goBack();
  await tab('Breakdown').waitFor();
  await press('g', 'o');
  await expect.poll(hash).toBe('#/occurrences');
});

it('searches occurrences of all items, and says so where a search is wrong', async () => {
  await expect.poll(() => rows().count()).toBeGreaterThan(20);
  await press('/');
  await search().pressSequentially('version:2.0 custom[note]:*onerror*');
  await expect.poll(() => rows().count()).toBe(1);
  expect(await rows().first().innerText()).toContain('TypeError');
  // What cannot be read is not searched for.
  await search().fill('colour:red');
  expect(await rows().count()).toBe(1);
  await search().fill('level:warning');
  await expect.poll(() => rows().count()).toBe(18);
  await search().fill('host:nowhere');
  await open.page.getByRole('heading', { name: 'No occurrence matches' }).waitFor();
  await look('explorer-none');
  await open.page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => rows().count()).toBeGreaterThan(20);
});

it('draws a span of time, by mouse and by key', async () => {
  const box = await chart().boundingBox();
  if (!box) throw new Error('the chart is not in sight');
  const y = box.y + box.height / 2;
  await open.page.mouse.move(box.x + box.width - 60, y);
  await open.page.mouse.down();
  await open.page.mouse.move(box.x + box.width - 200, y, { steps: 4 });
  await open.page.mouse.up();
  await expect.poll(hash).toMatch(/^#\/occurrences\?from=\d+&to=\d+$/);
  await open.page.getByRole('button', { name: /^time:/ }).click();
  await expect.poll(hash).toBe('#/occurrences');
  await chart().focus();
  await press('End', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter');
  await expect.poll(hash).toMatch(/from=\d+&to=\d+$/);
  const [from, to] = [...hash().matchAll(/\d{5,}/g)].map(Number);
  expect((to ?? 0) - (from ?? 0)).toBe(3 * 3_600_000);
  await expect.poll(() => rows().count()).toBeGreaterThan(20);
  await look('explorer');
  await press('Escape');
  await expect.poll(hash).toBe('#/occurrences');
});

it('tells what the chosen ones have and the others have not, and each value narrows the search', async () => {
  await search().fill('title:TypeError file:checkout version:2.0');
  await expect.poll(() => rows().count()).toBe(8);
  await open.page.getByRole('button', { name: 'What sets them apart' }).click();
  await apart().getByRole('row').filter({ hasText: '2.0.0' }).getByText('100%').waitFor();
  await look('explorer-apart');
  await apart().getByRole('button', { name: '7 more' }).click();
  await apart().getByRole('link', { name: 'web-0' }).click();
  await expect.poll(hash).toContain('version:2.0 host:"web-0"');
  await expect.poll(() => rows().count()).toBe(4);
  await rows().first().focus();
  await press(' ', 'ArrowDown', ' ');
  await open.page.getByText('2 chosen', { exact: true }).waitFor();
  await open.page.getByRole('button', { name: 'What sets them apart' }).click();
  await apart().getByText('What the 2 chosen have').waitFor();
  await open.page.getByRole('button', { name: 'Clear', exact: true }).click();
});

it('shows columns and writes files of what is found', async () => {
  const { page } = open;
  await page.getByRole('combobox', { name: 'Add a column' }).fill('custom.numb');
  await page.getByRole('option', { name: /custom\.number/ }).waitFor();
  await press('Enter');
  await grid().getByRole('gridcell', { name: '10', exact: true }).last().waitFor();
  const [lines] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON Lines' }).click(),
  ]);
  expect((await textOf(lines)).trim().split('\n')).toHaveLength(4);
  const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  expect((await textOf(table)).split('\r\n')[1]).toMatch(/,12$/);
});

it('opens an occurrence, and comes back to where it was', async () => {
  await rows().nth(1).click();
  await expect.poll(hash).toMatch(/^#\/item\/1\/\d+$/);
  await tab('Traceback').waitFor();
  await press('u');
  await expect.poll(hash).toContain('host:"web-0"');
  await expect.poll(() => rows().count()).toBe(4);
});

it('fits a small window', async () => {
  await open.page.setViewportSize({ width: 640, height: 480 });
  await look('explorer-small');
});
