/** The browser bundle of `rollbar`, both majors, in a page of another origin, posting to the real listener. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  serveBrowserApp,
  type BrowserApp,
  type BrowserAppResult,
  type BrowserScenario,
} from '../apps/serve-browser-app.ts';
import { openPage, type OpenPage } from './open-page.ts';

let app: BrowserApp;
let open: OpenPage;
beforeAll(async () => {
  [app, open] = await Promise.all([serveBrowserApp(), openPage()]);
});
afterAll(async () => {
  await app.close();
  await open.dispose();
});

describe.each(['rollbar', 'rollbar-2'] as const)('%s in a browser', (sdk) => {
  const token = (sdk === 'rollbar' ? '3' : '2').repeat(32);
  const visit = async (scenario: BrowserScenario): Promise<BrowserAppResult> => {
    const page = await open.browser.newPage();
    await page.goto(app.urlOf({ sdk, endpoint: `${open.headless.ingest}/api/1/item/`, token, scenario }));
    const sent = page.locator('#sent');
    await expect.poll(() => sent.textContent(), { timeout: 20_000 }).toMatch(/^\{/);
    const result = JSON.parse((await sent.textContent()) ?? '') as BrowserAppResult;
    await page.close();
    return result;
  };

  it.each(['uncaught', 'rejection', 'handled', 'message', 'nested', 'telemetry'] as const)(
    'reports what its page does: %s',
    async (scenario) => {
      const result = await visit(scenario);
      expect(result.errors).toEqual([]);
      expect(result.uuids.length).toBeGreaterThan(0);
    },
  );

  it('has its items in the list', async () => {
    const rows = open.page.getByRole('grid', { name: 'Items' }).getByRole('row');
    for (const title of ["reading 'total'", 'Stock of tea is low', 'the shop cannot open'])
      await rows.filter({ hasText: title }).first().waitFor();
  });
});

it('keeps applications with different tokens apart', async () => {
  const projects = await open.page.getByRole('navigation', { name: 'Views' }).getByRole('link').allTextContents();
  const own = projects.filter((name) => /^127\.0\.0\.1:\d+( 2)? \d+$/.test(name.trim()));
  expect(own).toHaveLength(2);
});
