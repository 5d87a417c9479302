import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  collectorPid,
  ingestAddress,
  launchAgain,
  launchDesktop,
  postMessage,
  type DesktopApp,
} from './desktop-app.ts';

let folder: string;
let desktop: DesktopApp | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-desktop-'));
});
afterEach(async () => {
  await desktop?.app.close();
  desktop = undefined;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = async (): Promise<DesktopApp> => (desktop = await launchDesktop(folder));
const rowOf = ({ page }: DesktopApp, title: string) =>
  page.getByRole('grid', { name: 'Items' }).getByRole('row').filter({ hasText: title });

it('opens a window that says where it listens, and shows a report as it arrives', async () => {
  const app = await open();
  await app.page.getByText('Waiting for the first report').waitFor();
  expect(await postMessage(app.ingest, 'the printer is on fire')).toBe(200);
  await rowOf(app, 'the printer is on fire').waitFor();
  mkdirSync(join(import.meta.dirname, '../../test-results'), { recursive: true });
  await app.page.screenshot({ path: join(import.meta.dirname, '../../test-results/desktop.png') });
});

it('resolves by key, and has it all after a restart', async () => {
  const first = await open();
  await rowOf(first, 'the printer is on fire').waitFor();
  await first.page.keyboard.press('j');
  await first.page.keyboard.press('e');
  await rowOf(first, 'the printer is on fire').waitFor({ state: 'detached' });
  await first.app.close();
  const second = await open();
  await second.page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: /Resolved/ })
    .click();
  await rowOf(second, 'the printer is on fire').waitFor();
});

it('comes back when the collector is killed', async () => {
  const app = await open();
  const killed = collectorPid(app.app);
  process.kill(killed, 'SIGKILL');
  await expect
    .poll(
      async () => {
        const ingest = await ingestAddress(app.page);
        return postMessage(ingest, 'after the crash').catch(() => 0);
      },
      { timeout: 20_000 },
    )
    .toBe(200);
  expect(collectorPid(app.app)).not.toBe(killed);
  await rowOf(app, 'after the crash').waitFor();
});

it('keeps Node out of the page', async () => {
  const { page } = await open();
  const kinds = await page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module'].map((name) => typeof (globalThis as Record<string, unknown>)[name]),
  );
  expect(kinds).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
  expect(page.url()).toMatch(/^stacktray-page:/);
  expect(await page.evaluate(() => Object.keys(globalThis.stacktrayBridge ?? {}))).toEqual([
    ...['onCollector', 'chooseFolder', 'onOrder', 'desktop', 'changeDesktop', 'repair', 'openDataFolder'],
  ]);
});

it('takes the folder of a project from the system’s own window', async () => {
  const { page, app } = await open();
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
  await page.getByRole('link', { name: /Settings/ }).click();
  await page.getByRole('button', { name: 'Choose folder 1' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Folder on this computer 1' }).inputValue()).toBe(folder);
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
  });
  await page.getByRole('button', { name: 'Choose folder 1' }).click();
  await page.getByRole('button', { name: 'Save folders' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
});

it('goes to no other address and opens no other window', async () => {
  const { page, app, ingest } = await open();
  await page.evaluate(() => {
    window.open('https://example.com/');
    location.href = 'https://example.com/';
  });
  // The page goes on working: what arrives after the attempt is shown.
  expect(await postMessage(ingest, 'after the attempt')).toBe(200);
  await page.waitForFunction(() => document.body.innerText.includes('after the attempt'));
  const addresses = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
  );
  expect(addresses).toEqual([expect.stringMatching(/^stacktray-page:/)]);
});

it('comes to the front when it is started again on the same folder', async () => {
  const app = await open();
  await app.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // A display without a window manager focuses nothing, so the wish is what can be seen.
    if (window) window.focus = () => Object.assign(globalThis, { wasFocused: true });
  });
  const second = launchAgain(folder);
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  expect(await app.app.evaluate(() => 'wasFocused' in globalThis)).toBe(true);
  expect(await postMessage(app.ingest, 'still here')).toBe(200);
});
