/** An item on paper: all of it, in light colours, without what can only be pressed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorData } from '../collector/running-collector.ts';
import { openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage({ width: 1280, height: 500 });
  await open.post(errorData({ custom: { order: 'last-words' } }));
  await open.page.getByRole('row').filter({ hasText: 'x is not a function' }).click();
  await open.page.getByRole('tabpanel').getByText('checkout.ts').first().waitFor();
});
afterAll(async () => {
  await open.dispose();
});

it('prints the whole item and nothing around it', async () => {
  const { page } = open;
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const folder = join(import.meta.dirname, '../../test-results');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'printed-item.png'), fullPage: true });
  expect(await page.getByRole('navigation', { name: 'Views' }).isVisible()).toBe(false);
  expect(await page.getByRole('tab').first().isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Copy as text' }).isVisible()).toBe(false);
  for (const text of ['TypeError', '/srv/shop/src/checkout.ts', 'production', 'web-1'])
    expect([text, await page.getByText(text, { exact: true }).first().isVisible()]).toEqual([text, true]);
  const cut = await page.evaluate(() => {
    const panel = document.querySelector('[role=tabpanel]');
    const around: Element[] = [];
    for (let each = panel?.parentElement; each; each = each.parentElement) around.push(each);
    // Whatever is higher than its place would not be on the paper.
    return around
      .filter((each) => each.scrollHeight > each.clientHeight + 1 && getComputedStyle(each).overflowY !== 'visible')
      .map((each) => each.className);
  });
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('main') ?? document.body).color)).toBe(
    'rgb(26, 27, 30)',
  );
  const pdf = await page.pdf({ path: join(folder, 'printed-item.pdf'), format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
});
