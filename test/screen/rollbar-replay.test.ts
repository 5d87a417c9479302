/** rollbar.js 3 records its page in Chromium; the recording ends up with its error, and can be saved from there. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveBrowserApp, type BrowserApp, type BrowserAppResult } from '../apps/serve-browser-app.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let app: BrowserApp;
let open: OpenPage;
beforeAll(async () => {
  [app, open] = await Promise.all([serveBrowserApp(), openPage()]);
});
afterAll(async () => {
  await app.close();
  await open.dispose();
});

it('keeps what the page showed with the error that it reported', async () => {
  const visited = await open.browser.newPage();
  const token = '7'.repeat(32);
  const endpoint = `${open.headless.ingest}/api/1/item/`;
  await visited.goto(app.urlOf({ sdk: 'rollbar-replay', endpoint, token, scenario: 'replay' }));
  const sent = visited.locator('#sent');
  await expect.poll(() => sent.textContent(), { timeout: 20_000 }).toMatch(/^\{/);
  const { errors, uuids } = JSON.parse((await sent.textContent()) ?? '') as BrowserAppResult;
  await visited.close();
  expect(errors).toEqual([]);

  const { page } = open;
  await page
    .getByRole('grid', { name: 'Items' })
    .getByRole('row')
    .filter({ hasText: "reading 'total'" })
    .first()
    .click();
  const attachments = page.getByRole('region', { name: 'Attachments' });
  await attachments.getByText('Session replay').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await open.picture('item-attachments');

  const saved = page.waitForEvent('download');
  await attachments.getByRole('button', { name: /^Save replay-/ }).press('Enter');
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^replay-[0-9a-f]{16}\.jsonl$/);
  const content = readFileSync(await download.path(), 'utf8');
  expect(content).toContain(uuids[0]);
  const posts = content
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { resourceSpans: object[] });
  expect(posts.every(({ resourceSpans }) => resourceSpans.length > 0)).toBe(true);
  expect(content).toContain('rrweb-replay-events');
  expect(content).toContain('Buying');
});
