/** A recording plays in the window of the application as in a browser, and nothing gets out of it there either. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostileRecording } from '../screen/hostile-recording.ts';
import { postOf } from '../unit/a-recording.ts';
import { launchDesktop, type DesktopApp } from './desktop-app.ts';

const uuid = '10000000-2222-4333-8444-555555555555';
const folder = mkdtempSync(join(tmpdir(), 'stacktray-replay-'));
let desktop: DesktopApp;
let elsewhere: Server;
let connections = 0;
beforeAll(async () => {
  elsewhere = createServer((_request, response) => response.end());
  elsewhere.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  desktop = await launchDesktop(folder);
});
afterAll(async () => {
  await desktop.app.close();
  elsewhere.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(path: string, body: object): Promise<void> {
  const headers = { 'X-Rollbar-Access-Token': 'd'.repeat(32), 'X-Rollbar-Replay-Id': '0123456789abcdef' };
  const answer = await fetch(`${desktop.ingest}/api/1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

it('plays a hostile recording without running or loading anything', async () => {
  const { page } = desktop;
  const own = 'stacktray-page://app';
  const { port } = elsewhere.address() as AddressInfo;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await send('/item/', { data: { uuid, environment: 'production', body: { message: { body: 'recorded' } } } });
  await send('/session/', postOf(uuid, hostileRecording(`http://127.0.0.1:${String(port)}`, own)));
  await page.getByRole('row').filter({ hasText: 'recorded' }).first().click();
  await page.getByRole('button', { name: /^Play replay-/ }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Session replay' });
  const recorded = page.frameLocator('.replayer-wrapper iframe');
  await recorded.getByText('Still readable <b>here</b>').waitFor({ state: 'attached' });
  await sheet.getByRole('button', { name: 'Play', exact: true }).press('Enter');
  await recorded.getByText('It went on').waitFor({ state: 'attached' });
  await sheet.getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect(connections).toBe(0);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(page.url().startsWith('stacktray-page://app/index.html')).toBe(true);
  expect(await sheet.isVisible()).toBe(true);
});
