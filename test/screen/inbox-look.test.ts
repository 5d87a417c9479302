/** How a person arranges the inbox and decides in it: columns, order, groups, density, arrivals, snooze, assignment. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
const gone = { state: 'detached' as const };
const rows = (title = ''): Locator =>
  open.page.getByRole('grid', { name: 'Items' }).locator('[data-id]').filter({ hasText: title });
const view = (name: RegExp): Locator =>
  open.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());
const titles = async (): Promise<string[]> => rows().locator('.title').allTextContents();
const named = (name: string, more: JsonObject = {}): JsonObject =>
  errorData({ ...more, body: { trace: { frames: [], exception: { class: name, message: 'it broke' } } } });
const options = (): Locator => open.page.getByRole('dialog', { name: 'How the list looks' });
const change = async (act: (panel: Locator) => Promise<void>): Promise<void> => {
  await open.page.getByRole('button', { name: 'How the list looks' }).click();
  await act(options());
  await press('Escape');
  await options().waitFor(gone);
};
/** Nothing is pointed at and nothing is selected: the list follows what arrives. */
const letGo = async (): Promise<void> => {
  await open.page.mouse.move(700, 20);
  await press('Escape');
};

beforeAll(async () => {
  open = await openPage();
  await open.post(named('AlphaError'));
  await open.post(named('BetaError', { server: { root: '/srv/other-app' } }), 'b'.repeat(32));
  await open.post(named('GammaError', { code_version: '4.18.2' }));
  for (let times = 0; times < 2; times += 1) await open.post(named('AlphaError'));
  await rows('GammaError').waitFor();
});
afterAll(async () => {
  await open.dispose();
});

it('shows the columns that were chosen, and still does after a reload', async () => {
  const { page } = open;
  await page.setViewportSize({ width: 1600, height: 900 });
  await change(async (panel) => {
    await panel.getByRole('checkbox', { name: 'Version' }).check();
    await panel.getByRole('checkbox', { name: 'People' }).uncheck();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
  await rows('GammaError').getByRole('gridcell', { name: '4.18.2' }).waitFor();
  await page.reload();
  await rows('GammaError').getByRole('gridcell', { name: '4.18.2' }).waitFor();
  expect(await page.locator('.list-head').innerText()).not.toContain('People');
});

it('leaves columns out where the window is too small for them', async () => {
  await open.page.setViewportSize({ width: 640, height: 480 });
  await rows('GammaError').getByRole('gridcell', { name: '4.18.2' }).waitFor(gone);
  await open.page.setViewportSize({ width: 1280, height: 800 });
  await rows('GammaError').getByRole('gridcell', { name: '4.18.2' }).waitFor();
});

it('sorts by a column, and the other way round when it is asked for again', async () => {
  const head = open.page.getByRole('button', { name: /^Count/ });
  await head.click();
  await open.page.getByRole('button', { name: /Count.*, descending/ }).waitFor();
  await expect.poll(titles).toEqual([expect.stringMatching(/^Alpha/), expect.anything(), expect.anything()]);
  await head.click();
  await expect.poll(titles).toEqual([expect.anything(), expect.anything(), expect.stringMatching(/^Alpha/)]);
  await open.page.getByRole('button', { name: /^Last/ }).click();
});

it('groups by project by key, and moves over the names of the groups', async () => {
  const groups = open.page.locator('[role=row].group');
  await press('Shift+G');
  await groups.nth(1).waitFor();
  expect(await groups.allInnerTexts()).toHaveLength(2);
  expect((await titles()).at(-1)).toMatch(/^Beta/);
  await press('j', 'j', 'j');
  await open.page.locator('[data-id][aria-selected=true]').filter({ hasText: 'BetaError' }).waitFor();
  await press('Escape', 'Shift+G');
  await groups.first().waitFor(gone);
});

it('shows low rows and longer trends', async () => {
  const height = async (): Promise<number> => (await rows('AlphaError').boundingBox())?.height ?? 0;
  expect(await height()).toBe(40);
  await change(async (panel) => {
    await panel.getByRole('button', { name: 'Compact' }).click();
    await panel.getByRole('button', { name: '30 d' }).click();
  });
  await open.page.locator('.list-head').getByText('30 days').waitFor();
  expect(await height()).toBe(28);
  await change((panel) => panel.getByRole('button', { name: 'Two lines' }).click());
});

it('holds arrivals back while somebody points into the list, and brings them in by key', async () => {
  await letGo();
  await rows('AlphaError').hover();
  await open.post(named('DeltaError'));
  await open.page.getByRole('button', { name: '1 new' }).waitFor();
  expect(await rows('DeltaError').count()).toBe(0);
  await press('.');
  await rows('DeltaError').waitFor();
  await letGo();
  await open.post(named('EpsilonError'));
  await rows('EpsilonError').waitFor();
});

it('snoozes by key, shows until when, and takes it back', async () => {
  await press('Home', 'h');
  const dialog = open.page.getByRole('dialog', { name: /^Snooze #/ });
  await dialog.getByRole('button', { name: /Tomorrow/ }).waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await press('2');
  await rows('EpsilonError').waitFor(gone);
  await open.page.getByText(/^Snoozed #\d+ until .*09:00/).waitFor();
  await view(/Snoozed/).click();
  await rows('EpsilonError')
    .getByText(/^until /)
    .waitFor();
  await press('z');
  await rows('EpsilonError').waitFor(gone);
  await view(/Active/).click();
  await rows('EpsilonError').waitFor();
});

it('snoozes with the mouse until the morning of a day, and wakes by key', async () => {
  await rows('AlphaError').hover();
  await rows('AlphaError').getByRole('button', { name: 'Snooze' }).click();
  const dialog = open.page.getByRole('dialog', { name: /^Snooze #/ });
  await dialog.getByLabel('Until the morning of').fill('2001-02-03');
  await dialog.getByText('That morning has passed.').waitFor();
  await dialog.getByLabel('Until the morning of').fill('2199-02-03');
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
  await rows('AlphaError').waitFor(gone);
  await view(/Snoozed/).click();
  await rows('AlphaError').waitFor();
  await press('Home', 'h');
  await rows('AlphaError').waitFor(gone);
  await view(/Active/).click();
  await rows('AlphaError').waitFor();
});

it('assigns the checked rows at once, shows to whom, and takes it back', async () => {
  await letGo();
  await change((panel) => panel.getByRole('checkbox', { name: 'Assignee' }).check());
  await press('Home', 'x', 'j', 'x', 'a');
  const dialog = open.page.getByRole('dialog', { name: 'Assign 2 items' });
  await dialog.getByRole('button', { name: /^Nobody/ }).waitFor();
  await press('j', 'Enter');
  await dialog.waitFor(gone);
  await open.page.getByText(/^Assigned 2 items to /).waitFor();
  await expect.poll(() => rows().getByRole('gridcell', { name: 'you', exact: true }).count()).toBe(2);
  await press('z');
  await expect.poll(() => rows().getByRole('gridcell', { name: 'you', exact: true }).count()).toBe(0);
  await press('Escape', 'Escape');
});

it('shows the selected item beside the list and follows the selection', async () => {
  const { page } = open;
  const peek = page.getByRole('complementary', { name: 'Peek' });
  await press('Home', 'Space');
  await peek.getByRole('heading', { name: /EpsilonError/ }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await press('j');
  await peek.getByRole('heading', { name: /DeltaError/ }).waitFor();
  await press('Space');
  await peek.waitFor(gone);
  expect(open.complaints).toEqual([]);
});
