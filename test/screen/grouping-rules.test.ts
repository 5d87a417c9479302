/** What a person does to group by rules of their own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { JsonObject } from '../../shared/json.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const hostile = '<img src=x onerror=alert(1)>';
let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
  for (const tenant of [hostile, 'beta', 'beta']) await open.post(ofTenant(tenant));
  await open.page.getByRole('row').filter({ hasText: 'TypeError' }).first().waitFor();
});
afterAll(async () => {
  await open.dispose();
});

function ofTenant(tenant: string): JsonObject {
  const frames = [{ filename: '/srv/shop/src/checkout.ts', lineno: 7, method: 'pay' }];
  const trace = { frames, exception: { class: 'TypeError', message: 'x is undefined' } };
  return { environment: 'production', body: { trace }, custom: { tenant }, server: { root: '/srv/shop' } };
}

const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name });

it('makes a rule from an item, with its values and what would change', async () => {
  await open.page.evaluate(() => (location.hash = '/item/1'));
  await open.page.getByText('Why is this here?').click();
  await button('Split by…').click();
  const path = open.page.getByLabel('Path in the payload');
  await path.fill('custom.tenant');
  await path.press('Tab');
  const values = open.page.getByRole('list', { name: 'Values of its newest occurrences' });
  await values.getByRole('button', { name: 'beta 2' }).waitFor();
  expect(await values.textContent()).toContain(hostile);
  await button('Look what would change').click();
  await open.page.getByText('Of 3 occurrences, rules match 3: 1 item would be 2.').waitFor();
  await open.page.getByText('would be 2 items;').waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.picture('rule-from-an-item');
  await button('Keep the rule').click();
  await open.page.getByText('The rule is kept').waitFor();
  expect(await open.page.locator('img').count()).toBe(0);
  expect(open.complaints).toEqual([]);
});

it('groups what comes by it, and says so', async () => {
  await open.post(ofTenant('beta'));
  await open.page.evaluate(() => (location.hash = '/item/2'));
  await open.page.getByText('Why is this here?').click();
  await open.page.getByText('A rule of the settings gives these reports the same fingerprint.').waitFor();
});

it('lists rules in the settings, takes them in as text, and says what is wrong with them', async () => {
  await open.page.getByRole('link', { name: /Settings/ }).click();
  const text = open.page.getByLabel('As text, in Rollbar');
  expect(await text.inputValue()).toContain('{{ default_fingerprint }} {{ custom.tenant }}');
  await text.fill('[{"condition": {"path": "level", "like": 1}, "fingerprint": "x"}]');
  await button('Keep these rules').click();
  await open.page.getByText('Rule 1, condition: there is no operator “like”').waitFor();
  // The browser tells of the refusal as well.
  open.complaints.length = 0;
  const rule = { condition: { path: 'custom.tenant', eq: hostile }, fingerprint: hostile };
  await text.fill(JSON.stringify([rule, { ...rule, fingerprint: 'second' }]));
  await button('Keep these rules').click();
  const rules = open.page.getByRole('list', { name: 'Rules' });
  await rules.getByText('second').waitFor();
  await button('Move rule 2 up').click();
  await rules.getByRole('listitem').first().getByText('second').waitFor();
  await open.page.getByRole('switch', { name: 'Rule 1' }).click();
  await open.page.getByRole('switch', { name: 'Rule 1', checked: false }).waitFor();
  await rules.scrollIntoViewIfNeeded();
  await open.picture('settings-grouping-rules');
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await button('Remove rule 1').click();
  await rules.getByText('second').waitFor({ state: 'detached' });
  expect(await open.page.locator('img').count()).toBe(0);
  expect(open.complaints).toEqual([]);
});
