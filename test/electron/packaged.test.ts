/** The packaged application: built by `npm run package`, started as a user starts it, and an item arrives. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { desktopEnvironment, ingestAddress, postMessage } from './desktop-app.ts';

const root = join(import.meta.dirname, '../..');
const packaged = join(root, 'dist/linux-unpacked');
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let folder: string;
let running: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-packaged-'));
  const node = process.env['npm_node_execpath'] ?? 'node';
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  const result = spawnSync(node, [join(root, 'scripts/package.mjs')], { env, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`packaging failed: ${result.stderr}${result.stdout}`);
}, 300_000);
afterAll(async () => {
  if (running?.exitCode === null) {
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

it('shows an item that is posted to it', async () => {
  const args = [...rootFlags, '--disable-gpu', '--remote-debugging-port=0'];
  running = spawn(join(packaged, 'stacktray'), args, { env: desktopEnvironment(folder), stdio: 'ignore' });
  const portFile = join(folder, 'window/DevToolsActivePort');
  await expect.poll(() => existsSync(portFile), { timeout: 30_000 }).toBe(true);
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`);
  const [context] = browser.contexts();
  await expect.poll(() => context?.pages().length, { timeout: 30_000 }).toBe(1);
  const page = context?.pages()[0];
  if (!page) throw new Error('no window');
  expect(await postMessage(await ingestAddress(page), 'hello from outside')).toBe(200);
  await page.getByRole('row').filter({ hasText: 'hello from outside' }).waitFor();
  await browser.close();
});

it('carries one native binary and no sources, tests or maps', () => {
  const files = listPackage(join(packaged, 'resources/app.asar'), { isPack: false });
  expect(files.filter((file) => /^\/(main|renderer|shared|test|scripts)\b|\.map$|\.ts$/.test(file))).toEqual([]);
  const native = readdirSync(packaged, { recursive: true, encoding: 'utf8' }).filter(
    // Electron's own Node looks into the archive, too, and there finds the name of the file beside it.
    (file) => file.endsWith('.node') && !file.includes('app.asar/'),
  );
  expect(native).toHaveLength(1);
});
