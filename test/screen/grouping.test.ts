/** What a person learns about why an occurrence is in its item. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const hostile = '<img src=x onerror=alert(1)>';
let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  await open.post(calledBy('start'));
  await open.post(calledBy('retry'));
});
afterAll(async () => {
  await open.dispose();
});

function calledBy(caller: string): JsonObject {
  const frames = [
    { filename: '/srv/shop/src/main.ts', lineno: 1, method: caller },
    { filename: '/srv/shop/src/checkout.ts', lineno: 7, method: hostile },
  ];
  const trace = { frames, exception: { class: 'TypeError', message: 'x is not iterable' } };
  return { environment: 'production', body: { trace }, server: { root: '/srv/shop' } };
}

it('says why, with the words and frames that counted, by key and as text only', async () => {
  const { page } = open;
  await page.getByText('TypeError: x is not iterable').first().click();
  await open.post({ ...calledBy('start'), environment: 'staging' });
  const asked = page.getByText('Why is this here?');
  await asked.focus();
  await page.keyboard.press('Enter');
  await page.getByText('from the same line of your code').waitFor();
  expect(await page.getByRole('list', { name: 'Words that counted' }).textContent()).toBe('TypeError');
  const frames = page.getByRole('list', { name: 'Frames that counted' });
  expect(await frames.textContent()).toContain('src/checkout.ts:7 ');
  const neighbours = page.getByRole('list', { name: 'Would group with' });
  await neighbours.getByText('each environment has items of its own').waitFor();
  expect(await neighbours.getByRole('link').getAttribute('href')).toMatch(/^#\/.*\d+/);
  // Of the two frames, the one whose line counted.
  expect(await page.getByRole('img', { name: 'counted for grouping' }).count()).toBe(1);
  expect(await page.locator('img').count()).toBe(0);
  await frames.scrollIntoViewIfNeeded();
  await open.picture('why-is-this-here');
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(open.complaints).toEqual([]);
});

it('says it anew for the occurrence before', async () => {
  const { page } = open;
  await page.keyboard.press('[');
  await page.getByText('Why is this here?').click();
  await page.getByText('It was the first of this item').waitFor();
});
