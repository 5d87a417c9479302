/** What a person does at the console of queries: one collector, one page, one story told in order. */
import { readFileSync } from 'node:fs';
import type { Download, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const attack = '<img src=x onerror="globalThis.pwned=1">';
const formula = '=HYPERLINK("http://evil")';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  await open.page.emulateMedia({ reducedMotion: 'reduce' });
  await open.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  for (let number = 1; number <= 6; number += 1) {
    const custom = { tenant: number > 4 ? attack : formula, cart: { items: [attack, number] }, 'my key': number };
    await open.post(errorData({ custom, level: number > 3 ? 'error' : 'warning' }));
  }
  await open.post(errorData(), 'b'.repeat(32));
  await open.page.getByRole('row').filter({ hasText: 'production' }).first().waitFor();
});
afterAll(async () => {
  expect(open.complaints).toEqual([]);
  expect(await open.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await open.dispose();
});

const editor = (): Locator => open.page.getByRole('textbox', { name: 'Query' });
const grid = (): Locator => open.page.getByRole('grid', { name: 'Result' });
const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name, exact: true });
const told = (text: string | RegExp): Locator => open.page.getByRole('status').filter({ hasText: text });
const hash = (): string => new URL(open.page.url()).hash;

async function write(text: string): Promise<void> {
  await editor().click();
  await open.page.keyboard.press('ControlOrMeta+a');
  await open.page.keyboard.insertText(text);
}
async function run(text: string): Promise<void> {
  await write(text);
  await open.page.keyboard.press('ControlOrMeta+Enter');
}
async function cells(): Promise<string[][]> {
  const rows = await grid().locator('[data-row]').all();
  return Promise.all(rows.map((row) => row.getByRole('gridcell').allTextContents()));
}
async function look(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await open.page.emulateMedia({ colorScheme });
    await open.picture(`${name}-${colorScheme}`);
    expect(await accessibilityProblems(open.page)).toEqual([]);
  }
  await open.page.emulateMedia({ colorScheme: 'light' });
}

it('opens with a key, ready to be written in, and Escape gives the keys back', async () => {
  await open.page.keyboard.press('g');
  await open.page.keyboard.press('q');
  await editor().waitFor();
  await open.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Query');
  expect(await open.page.title()).toBe('Query – Stacktray');
  await look('query-empty');
  await editor().click();
  await open.page.keyboard.press('Escape');
  await open.page.keyboard.press('1');
  await open.page.waitForURL(/#\/active/);
  await open.page.keyboard.press('g');
  await open.page.keyboard.press('q');
  await editor().waitFor();
});

it('runs what is written and keeps the answer under its address', async () => {
  await run('select level, count(*) from item_occurrence group by 1 order by 2 desc');
  await told(/^\s*2 rows in/).waitFor();
  expect(await cells()).toEqual([
    ['error', '4'],
    ['warning', '3'],
  ]);
  expect(hash()).toMatch(/^#\/query\/\d+$/);
  await open.page.reload();
  await told(/2 rows in/).waitFor();
  expect(await editor().textContent()).toContain('select level');
});

it('asks one project only when that is chosen', async () => {
  const projects = button(/^Project/);
  await projects.click();
  await open.page.getByRole('menuitemradio').nth(2).click();
  await run('select count(*) from item_occurrence');
  await told(/1 row in/).waitFor();
  expect(await cells()).toEqual([['1']]);
  await projects.click();
  await open.page.getByRole('menuitemradio', { name: 'All projects' }).click();
});

it('underlines a mistake where it is, says it, and does not ask', async () => {
  const before = hash();
  await run('select level\nfrom item_occurrence\nwher level = 1');
  await told('line 3, column 1').waitFor();
  expect(await open.page.locator('.cm-problem').textContent()).toBe('wher');
  expect(await editor().getAttribute('aria-invalid')).toBe('true');
  await look('query-mistake');
  expect(hash()).toBe(before);
  await write('select level from item_occurrence');
  await open.page.locator('.cm-problem').waitFor({ state: 'detached' });
});

it('completes columns, paths of the data with their backticks, and functions', async () => {
  await write('select ');
  await open.page.keyboard.type('custom.my');
  await open.page.getByRole('option', { name: /custom\.my key/ }).waitFor();
  await look('query-completion');
  await open.page.keyboard.press('Enter');
  expect(await editor().textContent()).toBe('select `custom.my key`');
  await open.page.keyboard.type(', count_d');
  await open.page.getByRole('option', { name: /count_distinct/ }).waitFor();
  await open.page.keyboard.press('Tab');
  await open.page.keyboard.type('level) from ite');
  await open.page.getByRole('option', { name: /item_occurrence/ }).waitFor();
  await open.page.keyboard.press('Enter');
  await open.page.keyboard.press('ControlOrMeta+Enter');
  await told(/rows? in/).waitFor();
});

it('shows what was posted as text, a cell whole, and opens its occurrence', async () => {
  await run('select timestamp, custom.tenant, custom.cart, nothing.here from item_occurrence order by occurrence_id');
  await told(/7 rows in/).waitFor();
  const texts = await cells();
  expect(texts[4]?.slice(1)).toEqual([attack, `{"items":["${attack.replaceAll('"', '\\"')}",5]}`, '–']);
  await grid().locator('[data-row="4"] [data-column="1"]').click();
  const cell = open.page.getByRole('region', { name: 'The cell' });
  expect(await cell.textContent()).toContain(attack);
  await open.page.keyboard.press('c');
  expect(await open.page.evaluate(() => navigator.clipboard.readText())).toBe(attack);
  await open.page.keyboard.press('ArrowRight');
  await cell.getByRole('tree').waitFor();
  await look('query-table');
  await open.page.keyboard.press('Enter');
  await open.page.waitForURL(/#\/item\/\d+\/5$/);
  await open.page.goBack();
  await told(/7 rows in/).waitFor();
});

it('exports the rows, without formulas for spreadsheets', async () => {
  const saved = async (name: string): Promise<string> => {
    const waiting: Promise<Download> = open.page.waitForEvent('download');
    await button(name).click();
    return readFileSync(await (await waiting).path(), 'utf8');
  };
  await run('select occurrence_id, custom.tenant as tenant from item_occurrence order by 1 limit 2');
  await told(/2 rows in/).waitFor();
  expect(await saved('Export as CSV')).toBe(
    `occurrence_id,tenant\r\n1,"'${formula.replaceAll('"', '""')}"\r\n2,"'${formula.replaceAll('"', '""')}"\r\n`,
  );
  const lines = await saved('Export as JSON Lines');
  expect(JSON.parse(lines.split('\n')[0] ?? '')).toEqual({ occurrence_id: 1, tenant: formula });
});

it('draws words as bars and times as lines, and says when there is no chart', async () => {
  await run('select custom.tenant, count(*) from item_occurrence group by 1');
  await button('Chart').click();
  await open.page.getByRole('list', { name: 'count(*)' }).getByText(attack).waitFor();
  await look('query-bars');
  await run('select timestamp - occurrence_id * 3600 as hour, level, count(*) from item_occurrence group by 1, 2');
  const chart = open.page.getByRole('slider', { name: 'count(*), one by one' });
  await chart.focus();
  await open.page.keyboard.press('End');
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/warning 1$/);
  await look('query-lines');
  await run('select level from item_occurrence');
  await open.page.getByText('This result has no chart').waitFor();
  await button('Table').click();
});

it('warns when there may be more than is shown, and says when nothing matches', async () => {
  await run('select uuid from item_occurrence limit 5000');
  await open.page.getByRole('note').filter({ hasText: '1000' }).waitFor();
  await run("select uuid from item_occurrence where level = 'none'");
  await open.page.getByText('No rows', { exact: true }).waitFor();
  await look('query-no-rows');
});

it('cancels with Escape what takes too long', async () => {
  await run(`select count(*) from item_occurrence
    where concat(uuid, '${'a'.repeat(43_000)}') like '%${'a'.repeat(21_000)}b%'`);
  await button(/Cancel/).waitFor();
  await open.picture('query-running');
  await open.page.keyboard.press('Escape');
  await open.page.getByText('The query was cancelled.').waitFor();
});

it('teaches with examples, remembers what was asked, and keeps what is given a name', async () => {
  const shelf = open.page.getByRole('complementary', { name: 'Queries to begin with' });
  await shelf.getByRole('button', { name: /What failed most today/ }).click();
  await button(/^Run/).click();
  await told(/rows? in/).waitFor();
  await button(/^Save$/).click();
  await open.page.getByRole('textbox', { name: 'Name of the query' }).fill('Today');
  await open.page.keyboard.press('Enter');
  await shelf.getByRole('button', { name: 'History' }).click();
  await look('query-history');
  await shelf.getByRole('link', { name: /limit 5000/ }).click();
  await open.page.getByRole('note').filter({ hasText: '1000' }).waitFor();
  expect(await editor().textContent()).toBe('select uuid from item_occurrence limit 5000');
  await shelf.getByRole('button', { name: 'Saved', exact: true }).click();
  await shelf.getByRole('button', { name: /^Today/ }).click();
  expect(await editor().textContent()).toContain('item.title');
  await button('Delete the saved query Today').click();
  await shelf.getByText('Give a query a name').waitFor();
});
