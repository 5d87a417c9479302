/** The headless page in a real Chromium, on a collector of the test's own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { JsonObject } from '../../shared/json.ts';
import { startHeadless, type HeadlessProcess } from '../collector/headless-process.ts';

export interface OpenPage {
  page: Page;
  browser: Browser;
  headless: HeadlessProcess;
  /** Errors that the page wrote to its console, and refused content. */
  complaints: string[];
  /** Posts as an SDK does. */
  post(data: JsonObject, token?: string): Promise<Response>;
  /** Tells of a deploy as a build does. */
  deploy(fields: JsonObject): Promise<Response>;
  /** Stops the collector and starts another on the same folder, then opens its page. */
  restart(): Promise<void>;
  /** Keeps a picture of the page in test-results. */
  picture(name: string): Promise<void>;
  dispose(): Promise<void>;
}

const pictures = join(import.meta.dirname, '../../test-results');
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The Chromium of this machine: CHROME_PATH, or one of the usual names. */
export function chromiumPath(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean);
  const path = process.env['CHROME_PATH'] ?? found;
  if (path === undefined) throw new Error('no Chromium on this machine: install chromium or set CHROME_PATH');
  return path;
}

export async function launchChromium(): Promise<Browser> {
  const args = [...rootFlags, '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: chromiumPath(), args });
}

export async function openPage(size = { width: 1280, height: 800 }): Promise<OpenPage> {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-screen-'));
  const [browser, headless] = await Promise.all([launchChromium(), startHeadless(folder)]);
  const context = await browser.newContext({ viewport: size, colorScheme: 'light' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(headless.page);
  const open: OpenPage = {
    ...{ page, browser, headless, complaints },
    post: (data, token = 'a'.repeat(32)) =>
      fetch(`${open.headless.ingest}/api/1/item/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': token },
        body: JSON.stringify({ data }),
      }),
    deploy: (fields) =>
      fetch(`${open.headless.ingest}/api/1/deploy`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': 'a'.repeat(32) },
        body: JSON.stringify(fields),
      }),
    restart: async () => {
      await open.headless.kill('SIGTERM');
      open.headless = await startHeadless(folder);
      await page.goto(open.headless.page);
    },
    picture: async (name) => {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    dispose: async () => {
      await browser.close();
      await open.headless.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return open;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it is now, one line each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary?: string }[];
    }
    // What is just fading in has less contrast than it will have.
    const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map((one) => one.finished));
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
}
