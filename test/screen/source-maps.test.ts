/** Real builds whose plugins upload their source maps: errors of the minified page are shown in the source. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, bundlers } from '../apps/build-app.ts';
import { serveBuiltApp, type BuiltApp } from '../apps/serve-built-app.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
});
afterAll(() => open.dispose());

describe.each(bundlers)('a page built with %s', (bundler) => {
  const token = (bundler === 'vite' ? 'b' : 'c').repeat(32);
  const version = `1.0.0-${bundler}`;
  let folder: string;
  let app: BuiltApp;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stacktray-build-'));
    app = await serveBuiltApp(join(folder, 'dist'));
    const endpoint = `${open.headless.ingest}/api/1/sourcemap`;
    const script = await buildApp({ bundler, folder, endpoint, token, version, origin: app.origin });
    const page = await open.browser.newPage();
    const reported = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.goto(app.urlOf({ script, endpoint: `${open.headless.ingest}/api/1/item/`, token, version }));
    expect((await reported).status()).toBe(200);
    await page.close();
    const { page: inbox } = open;
    await inbox.goto(open.headless.page);
    await inbox
      .getByRole('grid', { name: 'Items' })
      .getByRole('row')
      .filter({ hasText: 'checkout.mjs' })
      .first()
      .click();
    await inbox.locator('[data-project-frame]').first().waitFor();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is shown by the files, lines and functions of its source', async () => {
    const { page } = open;
    const text = await page.locator('main').innerText();
    await open.picture(`source-map-${bundler}`);
    expect(text).toContain('checkout.mjs');
    expect(text).toContain('priceOfLine');
    expect(text).toContain('line 14');
    expect(text).toContain('const { amount } = line.price;');
  });

  it('keeps the place in the minified code at hand', async () => {
    const text = await open.page.locator('main').innerText();
    expect(text).toMatch(new RegExp(`Minified\\s+${app.origin}/assets/main[\\w.-]+\\.js:1:\\d+`));
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});

describe('the symbol files in the settings', () => {
  it('are listed per project, with their version and size', async () => {
    const { page } = open;
    await page.goto(open.headless.page);
    await page.getByRole('link', { name: 'Settings' }).click();
    const files = page.getByRole('list', { name: 'Symbol files' });
    await files.getByText('1.0.0-webpack').waitFor();
    await files.scrollIntoViewIfNeeded();
    await open.picture('symbol-files');
    expect(await files.innerText()).toMatch(/Source map[^]+assets\/main[^]+1\.0\.0-webpack · [\d.]+ kB/);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('are deleted by key, after a question', async () => {
    const { page } = open;
    const files = page.getByRole('list', { name: 'Symbol files' });
    await files.getByRole('button', { name: /^Delete/ }).focus();
    await page.keyboard.press('Enter');
    await files.getByRole('button', { name: 'Keep' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Keep');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('No symbol files yet.').waitFor();
  });
});
