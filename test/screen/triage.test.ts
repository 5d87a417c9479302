/** Fifty items to nothing with keys alone, and all of them back again. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page as RowPage } from '../../shared/contract.ts';
import type { ItemRow } from '../../shared/item.ts';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
const most = 50;
const levels = ['debug', 'info', 'warning', 'error', 'critical'];
const rows = (): Locator => open.page.getByRole('grid', { name: 'Items' }).locator('[data-id]');
const said = (words: RegExp | string): Locator => open.page.getByText(words).first();

/** Every item as the collector has it, in the order of their ids; who looked at them when is left out. */
async function items(view: 'all' | 'active'): Promise<Partial<ItemRow>[]> {
  const token = new URL(open.headless.page).searchParams.get('token') ?? '';
  const filter = { view, projectId: null, environment: null, text: '' };
  const order = { sort: 'first', ascending: true, grouped: false, span: 'day' };
  const response = await fetch(new URL('/call/items.list', open.headless.page), {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ filter, ...order, cursor: null, limit: 1000 }),
  });
  const { result } = (await response.json()) as { result: RowPage<ItemRow> };
  return result.rows.map((row) => ({ ...row, viewedAt: null })).toSorted((one, other) => one.id - other.id);
}

/** A key, and what answers the dialog that it opens: its name, and keys or a text. */
type Step = string | { key: string; dialog: RegExp; keys?: string; text?: string };
const snooze: Step = { key: 'h', dialog: /^Snooze/, keys: '1' };
/** Each item gets one of these, in turn; the last step of each takes it off the list. */
const ways: Step[][] = [
  ['e'],
  ['m'],
  [snooze],
  ['Delete'],
  [{ key: 'Shift+E', dialog: /^Resolve/, keys: '1' }],
  [{ key: 'l', dialog: /^Level/, keys: '1' }, { key: 'r', dialog: /^Rename/, text: 'Paid twice' }, 'm'],
  ['e'],
  ['p', snooze],
  ['p', 'e'],
  [{ key: 'Shift+E', dialog: /^Resolve/, text: '2026-spring' }],
];

async function answer(step: Step): Promise<void> {
  const { page } = open;
  await page.keyboard.press(typeof step === 'string' ? step : step.key);
  if (typeof step === 'string') return;
  const dialog = page.getByRole('dialog', { name: step.dialog });
  await dialog.waitFor();
  if (step.text !== undefined) {
    while (!(await dialog.getByRole('textbox').evaluate((field) => field === document.activeElement)))
      await page.keyboard.press('Tab');
    await page.keyboard.type(step.text);
    await page.keyboard.press('Enter');
  }
  for (const key of step.keys ?? '') await page.keyboard.press(key);
  await dialog.waitFor({ state: 'detached' });
}

beforeAll(async () => {
  open = await openPage();
  for (let n = 0; n < most; n += 1) {
    const more = {
      fingerprint: `item ${String(n)}`,
      level: levels[n % levels.length] ?? 'error',
      code_version: '1.4.2',
    };
    await open.post(errorData(n % 3 === 0 ? { ...more, person: { id: String(n) } } : more));
  }
  await rows().first().waitFor();
  expect(await items('active')).toHaveLength(most);
  await open.page.reload();
  await rows().first().waitFor();
});
afterAll(async () => {
  await open.dispose();
});

it('decides on fifty items, one after the other, and undo brings every one back as it was, also after a restart', async () => {
  const { page } = open;
  const before = await items('all');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+T');
  const walk = page.getByRole('group', { name: 'Triage' });
  await walk.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await open.picture('triage-walk');
  for (let n = 0; n < most; n += 1) {
    for (const step of ways[n % ways.length] ?? []) await answer(step);
    if (n < most - 1) await walk.getByText(`${String(n + 1)} of ${String(most)} decided`).waitFor();
  }
  await said('Triage: 25 resolved, 10 muted, 10 snoozed, 5 deleted').waitFor();
  await expect.poll(async () => (await items('active')).length).toBe(0);
  const decided = await items('all');
  expect(decided.filter((item) => item.resolvedInVersion === '1.4.3')).toHaveLength(5);
  expect(decided.filter((item) => item.resolvedInVersion === '2026-spring')).toHaveLength(5);
  expect(decided.filter((item) => item.title === 'Paid twice' && item.level === 'critical')).toHaveLength(5);

  // Two of them take a pin back.
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('z');
  await expect.poll(async () => (await items('active')).length).toBe(3);
  // The page complains of the collector that goes away.
  expect(open.complaints).toEqual([]);
  await open.restart();
  await rows().first().waitFor();
  const steps = (most / ways.length) * ways.flat().length;
  for (let n = 5; n < steps; n += 1) await page.keyboard.press('z');
  await expect.poll(() => items('all'), { timeout: 20_000 }).toEqual(before);
}, 120_000);

it('deletes and merges what is checked, and says how to get it back', async () => {
  const { page } = open;
  await page.keyboard.press('Home');
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByRole('toolbar', { name: 'Selected items' }).getByRole('button', { name: 'Merge' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await open.picture('triage-checked');
  await page.keyboard.press('Shift+M');
  await said(/^Merged #\d+ into #\d+/).waitFor();
  await expect.poll(async () => (await items('active')).length).toBe(most - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await items('active')).length).toBe(most);
});
