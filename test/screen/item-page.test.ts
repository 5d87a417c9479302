/** What a person does with an open item: one collector, one page, one story told in order. */
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
  await open.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  for (let number = 1; number <= 5; number += 1) await open.post(report(number));
  await deploy('4.18.2');
  await open.post(errorData({ environment: 'staging' }));
  await open.page.getByRole('row').filter({ hasText: 'production' }).click();
  await tab('Occurrences').waitFor();
});
afterAll(async () => {
  expect(open.complaints).toEqual([]);
  expect(await open.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await open.dispose();
});

function report(number: number): JsonObject {
  const tenant = number > 4 ? attack : 'other';
  return errorData({
    code_version: '4.18.1',
    person: { id: number > 2 ? '7' : '8', username: number > 2 ? attack : 'grace' },
    custom: { tenant, number, 'my cart': { items: [{ sku: 'x' }] } },
    body: { ...(errorData()['body'] as JsonObject), telemetry: number === 6 ? telemetry() : [] },
  });
}

function telemetry(): JsonObject[] {
  const now = Date.now();
  return [
    { level: 'info', type: 'navigation', source: 'client', timestamp_ms: now - 60_000, body: { from: '/a', to: '/b' } },
    { level: 'error', type: 'log', source: 'client', timestamp_ms: now - 500, body: { message: attack } },
  ];
}

function deploy(revision: string): Promise<Response> {
  return fetch(`${open.headless.ingest}/api/1/deploy`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': 'a'.repeat(32) },
    body: JSON.stringify({ environment: 'production', revision }),
  });
}

const tab = (name: string): Locator => open.page.getByRole('tab', { name: new RegExp(`^${name}`) });
const panel = (): Locator => open.page.getByRole('tabpanel');
const grid = (): Locator => open.page.getByRole('grid', { name: 'Occurrences' });
const chart = (): Locator => open.page.getByRole('slider', { name: /Occurrences over time/ });
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());
const hash = (): string => new URL(open.page.url()).hash;
const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

it('draws how often it occurred, tells it by key and in words, and marks deploys', async () => {
  await chart().focus();
  await press('End');
  await open.page.getByText(/^5 occurrences, /).waitFor();
  const marked = await chart().getAttribute('aria-valuetext');
  expect(marked).toMatch(/5 occurrences.*first in 4\.18\.1.*4\.18\.2 deployed/);
  await press('ArrowLeft');
  await open.page.getByText(/^0 occurrences, /).waitFor();
  // What arrives meanwhile draws the chart anew, and takes nothing from under the keyboard.
  await open.post(report(6));
  await open.page.getByRole('figure', { name: /6 occurrences/ }).waitFor();
  await open.page.getByText(/^0 occurrences, /).waitFor();
  await chart().hover();
  await open.page.getByText(/^\d+ occurrences?, /).waitFor();
  for (const span of ['7 d', '30 d', 'All', '24 h']) {
    await open.page.getByRole('button', { name: span, exact: true }).click();
    await open.page.getByRole('figure', { name: /6 occurrences/ }).waitFor();
  }
  expect(await chart().locator('canvas').count()).toBe(1);
});

it('goes through tabs and occurrences by key, and the address says where it is', async () => {
  await press('Shift+ArrowRight');
  await expect.poll(hash).toMatch(/^#\/item\/\d+\?tab=occurrences$/);
  await press('Shift+ArrowLeft', '[');
  await open.page.getByText('One of 6').waitFor();
  await press('{');
  await expect.poll(hash).toMatch(/^#\/item\/\d+\/1$/);
  await press('}');
  await open.page.getByText('Latest of 6').waitFor();
  await tab('Raw').click();
  await press('[');
  await expect.poll(hash).toMatch(/^#\/item\/\d+\/5\?tab=raw$/);
  await open.page.reload();
  await open.page.getByRole('tree', { name: 'the raw body' }).waitFor();
  await open.page.getByText('One of 6').waitFor();
});

it('shows any path of the payload as a column', async () => {
  const { page } = open;
  await tab('Occurrences').click();
  await grid().getByRole('row').nth(6).waitFor();
  await page.getByRole('combobox', { name: 'Add a column' }).fill('tena');
  await page.getByRole('option', { name: /custom\.tenant/ }).waitFor();
  await press('Enter');
  await grid().getByRole('gridcell', { name: attack }).first().waitFor();
  expect(await grid().getByRole('gridcell', { name: attack }).count()).toBe(2);
  await page.getByRole('combobox').fill('custom.number');
  await press('Enter', 'Escape');
  await grid().getByRole('gridcell', { name: '3', exact: true }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('sorts by time', async () => {
  const first = grid().getByRole('row').nth(1);
  await first.getByRole('gridcell', { name: '6', exact: true }).waitFor();
  await grid().getByRole('button', { name: 'Time' }).click();
  await first.getByRole('gridcell', { name: '1', exact: true }).waitFor();
  await grid().getByRole('button', { name: 'Time' }).click();
  await first.getByRole('gridcell', { name: '6', exact: true }).waitFor();
});

it('moves and chooses by key, and tells what the chosen ones share', async () => {
  const { page } = open;
  await grid().getByRole('row').nth(1).focus();
  await press(' ', 'ArrowDown', ' ');
  await page.getByText('2 chosen', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'What they share' }).click();
  const shared = page.getByRole('region', { name: 'What the chosen occurrences share' });
  await shared.getByRole('row').filter({ hasText: 'custom.tenant' }).getByText('none').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('exports whole reports and the columns of the chosen ones', async () => {
  const { page } = open;
  const [lines] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON Lines' }).click(),
  ]);
  const reports = (await textOf(lines)).trim().split('\n');
  expect(reports.map((line) => (JSON.parse(line) as { data: { custom: JsonObject } }).data.custom['number'])).toEqual([
    6, 5,
  ]);
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  expect(csv.suggestedFilename()).toBe('item-1-occurrences.csv');
  const [head, ...rows] = (await textOf(csv)).trim().split('\r\n');
  expect(head).toMatch(/,custom\.tenant,custom\.number$/);
  expect(rows.map((row) => row.split(',').at(-1))).toEqual(['6', '5']);
});

it('compares the two chosen ones, differences first', async () => {
  const { page } = open;
  await press('v');
  const lines = page.getByRole('table', { name: 'Differences' });
  await lines.getByRole('row').filter({ hasText: 'custom.number' }).waitFor();
  const values = await lines.getByRole('row').filter({ hasText: 'custom.number' }).getByRole('cell').allInnerTexts();
  expect(values).toEqual(['6', '5']);
  expect(await lines.getByText('custom.tenant').count()).toBe(0);
  expect(hash()).toMatch(/^#\/item\/\d+\/7\?tab=compare&with=5$/);
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect.poll(hash).toMatch(/\/5\?tab=compare&with=7$/);
  await page.getByText(/parts? (?:is|are) the same/).click();
  await page.getByRole('table', { name: 'The same' }).getByText('environment').waitFor();
  await page.getByRole('button', { name: 'As received' }).click();
  await lines.getByText('data.custom.number').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('tells who met it and opens their latest occurrence', async () => {
  await tab('People').click();
  const rows = panel().getByRole('row');
  await rows.filter({ hasText: 'grace' }).waitFor();
  expect(await rows.nth(1).innerText()).toMatch(/onerror[\s\S]*4/);
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await rows.filter({ hasText: 'grace' }).getByRole('button').click();
  await expect.poll(hash).toMatch(/^#\/item\/\d+\/2$/);
});

it('finds related items and goes there', async () => {
  const { page } = open;
  await tab('Related').click();
  const link = panel().getByRole('link', { name: /staging/ });
  await link.getByText('same error elsewhere').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const before = hash();
  await link.click();
  await page.getByRole('complementary', { name: 'Facts' }).getByText('staging').waitFor();
  await page.goBack();
  await expect.poll(hash).toBe(before);
});

it('keeps notes, takes them back and brings them back', async () => {
  const { page } = open;
  const note = panel().getByRole('listitem').filter({ hasText: 'see the' });
  await press('w');
  await page.getByRole('textbox', { name: 'Write a note' }).waitFor();
  await page.keyboard.type(`see the ${attack}`);
  await press('Control+Enter');
  await note.getByText(attack).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await press('Escape', 'z');
  await note.waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Write a note' }).fill('see the log');
  await page.getByRole('button', { name: /Add note/ }).click();
  await note.getByRole('button', { name: /Remove the note/ }).click();
  await note.waitFor({ state: 'detached' });
  await press('z');
  await note.waitFor();
});

it('shows the raw body as a tree that is walked by key, searched and copied', async () => {
  const { page } = open;
  await tab('Raw').click();
  const tree = page.getByRole('tree', { name: 'the raw body' });
  await page.getByRole('searchbox').fill('SKU');
  await page.getByText('1 of 1').waitFor();
  await tree.getByRole('treeitem', { name: /sku/, selected: true }).waitFor();
  await page.getByRole('button', { name: 'Copy path' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('data.custom["my cart"].items[0].sku');
  await tree.getByRole('treeitem', { selected: true }).focus();
  await press('ArrowLeft', 'ArrowLeft');
  await tree.getByRole('treeitem', { name: /^0/, selected: true, expanded: false }).waitFor();
  await press('ArrowRight', 'Home');
  await tree.getByRole('treeitem', { selected: true, level: 1 }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('puts telemetry on a line of time that ends with the failure', async () => {
  const { page } = open;
  await press('}');
  await tab('Telemetry').click();
  await panel().getByText(attack).waitFor();
  await panel()
    .getByText(/nothing for (?:59|60) s|nothing for 1 min/)
    .waitFor();
  await panel().getByRole('button', { name: 'navigation', exact: true }).click();
  await panel().getByText(attack).waitFor({ state: 'detached' });
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('is of use in a small window and in the dark', async () => {
  const { page } = open;
  await page.setViewportSize({ width: 640, height: 480 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const name of ['Traceback', 'Occurrences', 'People', 'Related', 'Raw', 'Activity']) {
    await tab(name).click();
    await panel().locator('*').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
  }
});
