/** What a person does with the inbox, from the first run on: one collector, one page, one story told in order. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { errorData } from '../collector/running-collector.ts';
import { openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
});
afterAll(async () => {
  await open.dispose();
});

const rows = (title = ''): Locator =>
  open.page.getByRole('grid', { name: 'Items' }).getByRole('row').filter({ hasText: title });
const view = (name: RegExp): Locator =>
  open.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => open.page.keyboard.press(key)), Promise.resolve());
const named = (name: string, more: JsonObject = {}): JsonObject =>
  errorData({ ...more, body: { trace: { frames: [], exception: { class: name, message: 'it broke' } } } });
/** While a row is selected arrivals wait behind a button, so that nothing moves under the reader. */
const arrived = async (row: Locator): Promise<void> => {
  const waiting = open.page.getByRole('button', { name: /\d+ new/ });
  await row.or(waiting).first().waitFor();
  if (await waiting.isVisible()) await press('.');
  await row.waitFor();
};
const gone = { state: 'detached' as const };

it('shows on the first run where to send reports, and a test error arrives', async () => {
  const { page, headless } = open;
  await page.getByText('Waiting for the first report').waitFor();
  await page.getByText(`Listening on ${headless.ingest}`).waitFor();
  await page.getByText(`${headless.ingest}/api/1/item/`).first().waitFor();
  for (const sdk of ['Node.js', 'Browser', 'Python', 'Ruby', 'PHP', 'Go', 'Java', '.NET', 'curl'])
    await page.getByText(sdk, { exact: true }).first().waitFor();
  await page.getByRole('button', { name: /Send a test error/ }).click();
  await rows('CheckoutError').waitFor();
});

it('opens an item by key: traceback, causes, code, locals and the rest of the occurrence', async () => {
  const { page } = open;
  await press('j', 'Enter');
  await page.getByRole('heading', { name: 'CheckoutError', level: 1 }).waitFor();
  await page.getByText('caused by').waitFor();
  await page.getByText('return { amount: lines[0].price').first().waitFor();
  await page
    .getByText(/frames in node_modules/)
    .first()
    .waitFor();
  for (const tab of ['Request', 'Telemetry', 'Context', 'Raw', 'Activity']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').waitFor();
  }
  await press('u');
  await rows('CheckoutError').waitFor();
});

it('counts a second occurrence on the same item and shows another error as it arrives', async () => {
  await open.post(named('RangeError'));
  await arrived(rows('RangeError'));
  await open.post(named('RangeError'));
  await rows('RangeError').getByRole('gridcell', { name: '2', exact: true }).waitFor();
  await open.post(named('SyntaxError'));
  await arrived(rows('SyntaxError'));
});

it('resolves and mutes by key, and takes both back', async () => {
  const { page } = open;
  await press('Home', 'e');
  await rows('SyntaxError').waitFor(gone);
  await page
    .getByText(/^Resolved/)
    .last()
    .waitFor();
  await press('Home', 'm');
  await rows('RangeError').waitFor(gone);
  await view(/Muted/).click();
  await rows('RangeError').waitFor();
  await view(/Active/).click();
  await press('z', 'z');
  await rows('RangeError').waitFor();
  await rows('SyntaxError').waitFor();
});

it('brings a resolved item back when it occurs again, and says so', async () => {
  await rows('RangeError').click();
  await open.page.getByRole('heading', { name: 'RangeError', level: 1 }).waitFor();
  await press('e');
  await open.page.getByRole('button', { name: /Reopen/ }).waitFor();
  await view(/Active/).click();
  await rows('RangeError').waitFor(gone);
  await open.post(named('RangeError'));
  await arrived(rows('RangeError').getByText('reactivated'));
});

it('keeps two applications with different tokens apart', async () => {
  await open.post(named('OtherError', { server: { root: '/srv/other-app' } }), 'b'.repeat(32));
  await view(/other-app/).click();
  await rows('OtherError').waitFor();
  expect(await rows().filter({ hasText: 'Error' }).count()).toBe(1);
  await view(/All projects/).click();
  await rows('RangeError').waitFor();
});

it('finds items by their words', async () => {
  await press('/');
  await open.page.keyboard.type('othererr');
  await rows('RangeError').waitFor(gone);
  await rows('OtherError').waitFor();
  await press('Escape', 'Escape');
  await rows('RangeError').waitFor();
});

it('shows what was refused, with the reason', async () => {
  expect((await open.post({ environment: 'production' })).status).toBe(422);
  await view(/Refused/).click();
  await open.page
    .getByText(/data\.body must not be undefined/)
    .first()
    .waitFor();
  await view(/Active/).click();
});

it('shows hostile text as text', async () => {
  const attack = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>';
  const data = { title: attack, custom: { [attack]: attack }, body: { message: { body: `‮${attack}` } } };
  await open.post({ environment: attack, ...data });
  await arrived(rows('<img'));
  await rows('<img').click();
  for (const tab of ['Context', 'Raw']) await open.page.getByRole('tab', { name: tab }).click();
  expect(await open.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await press('u');
});

it('has it all after a restart', async () => {
  await open.restart();
  await rows('RangeError').waitFor();
  await rows('OtherError').waitFor();
});

it('is open only to whoever has the token', async () => {
  const { page, headless } = open;
  const answer = await page.goto(new URL('/', headless.page).href);
  expect(answer?.status()).toBe(401);
  expect(await page.textContent('body')).toContain('carries a token');
});
