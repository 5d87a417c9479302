/** Recordings played in Chromium: a real one of rollbar.js 3, and one that a hostile page has written. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { serveBrowserApp, type BrowserApp, type BrowserAppResult } from '../apps/serve-browser-app.ts';
import { errorData } from '../collector/running-collector.ts';
import { hostileRecording } from './hostile-recording.ts';
import { longRecording, postOf, senseless, startsAt } from '../unit/a-recording.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let app: BrowserApp;
let open: OpenPage;
let elsewhere: { origin: string; asked: string[]; connections: () => number; server: Server };
/** What the window asked the network for: requests that its policy stopped have not left it. */
const requested = new Set<string>();
beforeAll(async () => {
  [app, open, elsewhere] = await Promise.all([serveBrowserApp(), openPage(), listenElsewhere()]);
  open.page.on('request', (request) => requested.add(request.url()));
  open.page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') requested.delete(request.url());
  });
});
beforeEach(() => open.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' }));
afterAll(async () => {
  await app.close();
  await open.dispose();
  elsewhere.server.close();
});

/** A server that a hostile recording names: whatever reaches it has escaped. */
async function listenElsewhere(): Promise<typeof elsewhere> {
  const asked: string[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  server.on('connection', () => (count += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { origin, asked, connections: () => count, server };
}

/** An error with a replay. */
async function post(uuid: string, replay: object, telemetry: JsonObject[] = []): Promise<void> {
  const body = { ...(errorData()['body'] as JsonObject), telemetry };
  await open.post(errorData({ uuid, body, fingerprint: uuid, title: `Error ${uuid.slice(0, 8)}` }));
  const answer = await fetch(`${open.headless.ingest}/api/1/session/`, {
    method: 'POST',
    headers: { 'X-Rollbar-Access-Token': 'a'.repeat(32), 'X-Rollbar-Replay-Id': uuid.replaceAll('-', '').slice(0, 16) },
    body: JSON.stringify(replay),
  });
  expect(answer.status).toBe(200);
}

async function openReplay(title: string): Promise<void> {
  await open.page.goto(open.headless.page);
  const row = open.page.getByRole('grid', { name: 'Items' }).getByRole('row').filter({ hasText: title });
  await row.first().click();
  await open.page.getByRole('button', { name: /^Play replay-/ }).press('Enter');
  await sheet().waitFor();
}

const sheet = (): Locator => open.page.getByRole('dialog', { name: 'Session replay' });
const recorded = () => open.page.frameLocator('.replayer-wrapper iframe');
const seekBar = (): Locator => sheet().getByRole('slider', { name: 'Moment' });
const recordedWidth = () =>
  sheet()
    .getByRole('img')
    .evaluate((page) => page.getBoundingClientRect().width);

async function visitRecordedPage(): Promise<void> {
  const visited: Page = await open.browser.newPage();
  const endpoint = `${open.headless.ingest}/api/1/item/`;
  await visited.goto(app.urlOf({ sdk: 'rollbar-replay', endpoint, token: '7'.repeat(32), scenario: 'replay' }));
  const sent = visited.locator('#sent');
  await expect.poll(() => sent.textContent(), { timeout: 20_000 }).toMatch(/^\{/);
  expect((JSON.parse((await sent.textContent()) ?? '') as BrowserAppResult).errors).toEqual([]);
  await visited.close();
}

it('shows what the page showed when it failed, and stands still where motion is unwanted', async () => {
  await visitRecordedPage();
  await openReplay("reading 'total'");
  await recorded().getByText('Buying').waitFor({ state: 'attached' });
  expect(await seekBar().getAttribute('aria-valuetext')).toMatch(/at the error$|before the error$/);
  await sheet().getByRole('button', { name: 'Play', exact: true }).waitFor();
  await open.picture('replay');
});

it('plays a hostile recording without running, loading or leaving anything', async () => {
  const uuid = '10000000-2222-4333-8444-555555555555';
  await post(uuid, postOf(uuid, hostileRecording(elsewhere.origin, new URL(open.headless.page).origin)));
  await openReplay('10000000');
  requested.clear();
  await recorded().getByText('Still readable <b>here</b>').waitFor({ state: 'attached' });
  await sheet().getByRole('button', { name: 'Play', exact: true }).press('Enter');
  await recorded().getByText('It went on').waitFor({ state: 'attached' });
  await recorded().frameLocator('iframe.recorded').getByText('Within').waitFor({ state: 'attached' });
  await sheet().getByRole('button', { name: 'Play', exact: true }).waitFor();
  await open.picture('replay-hostile');
  expect([...requested].filter((url) => !url.startsWith('data:') && !url.includes('/call/'))).toEqual([]);
  expect(elsewhere.asked).toEqual([]);
  expect(elsewhere.connections()).toBe(0);
  expect(await open.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  await expect.poll(() => recorded().locator('script, meta, base, link, object, embed').count()).toBe(0);
  const focused = recorded()
    .locator('html')
    .evaluate((html) => html.ownerDocument.activeElement?.tagName);
  expect(await focused).toBe('BODY');
  await expect.poll(() => sheet().isVisible()).toBe(true);
  expect(await open.page.locator('main').isVisible()).toBe(true);
});

it('is steered by keys, and follows the telemetry beside it', async () => {
  const uuid = '20000000-2222-4333-8444-555555555555';
  const telemetry = [1000, 9000].map((at) => ({
    ...{ level: 'info', type: 'log', source: 'client', timestamp_ms: startsAt + at },
    body: { message: `logged after ${String(at)}` },
  }));
  await post(uuid, postOf(uuid, longRecording(), 11_000), telemetry);
  await openReplay('20000000');
  const error = sheet().getByRole('button', { name: /It failed here/ });
  await expect.poll(() => error.getAttribute('aria-current')).toBe('step');
  expect(await seekBar().getAttribute('aria-valuetext')).toBe('0:11 of 0:12, at the error');
  await recorded().getByText('After ten seconds').waitFor({ state: 'attached' });

  const logged = sheet().getByRole('button', { name: /logged after 9000/ });
  await logged.press('Enter');
  expect(await logged.getAttribute('aria-current')).toBe('step');
  expect(await seekBar().getAttribute('aria-valuetext')).toBe('0:09 of 0:12, 2.0 s before the error');
  await recorded().getByText('After ten seconds').waitFor({ state: 'detached' });

  await seekBar().press('Home');
  expect(await seekBar().getAttribute('aria-valuetext')).toBe('0:00 of 0:12, 11.0 s before the error');
  await sheet().getByRole('group', { name: 'Speed' }).getByRole('button', { name: '8×' }).press('Enter');
  await seekBar().press('Space');
  await sheet().getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await recorded().getByText('After ten seconds').waitFor({ state: 'attached' });
  await sheet().getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect(await seekBar().getAttribute('aria-valuetext')).toBe('0:12 of 0:12, 1.0 s after the error');

  await sheet().getByRole('switch', { name: 'Fit to width' }).press('Enter');
  expect(await recordedWidth()).toBe(1600);
  await sheet().getByRole('switch', { name: 'Fit to width' }).press('Enter');
  expect(await recordedWidth()).toBeLessThan(900);
  await sheet().getByRole('switch', { name: 'Skip inactivity' }).press('Enter');
  await sheet().getByRole('button', { name: 'To the error' }).press('Enter');
  await expect.poll(() => error.getAttribute('aria-current')).toBe('step');

  for (const colorScheme of ['light', 'dark'] as const) {
    await open.page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
    expect(await accessibilityProblems(open.page)).toEqual([]);
    await open.picture(`replay-${colorScheme}`);
  }
  // The keys of the item behind it are not meant.
  const address = open.page.url();
  await open.page.setViewportSize({ width: 720, height: 640 });
  await open.picture('replay-narrow');
  await open.page.setViewportSize({ width: 1280, height: 800 });
  await sheet().getByRole('button', { name: 'To the error' }).press('j');
  await open.page.keyboard.press('Escape');
  await sheet().waitFor({ state: 'detached' });
  await open.page.getByRole('button', { name: /^Play replay-/ }).waitFor();
  expect(open.page.url()).toBe(address);
});

it('plays at once where motion is welcome', async () => {
  const uuid = '30000000-2222-4333-8444-555555555555';
  await post(uuid, postOf(uuid, longRecording(), 11_000));
  await open.page.emulateMedia({ reducedMotion: 'no-preference' });
  await openReplay('30000000');
  await sheet().getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await open.page.keyboard.press('Space');
  await sheet().getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect(await seekBar().getAttribute('aria-valuetext')).toMatch(/^0:0\d of 0:12/);
});

it.each([
  ['is damaged', '41', []],
  ['does not show the page', '42', [{ type: 3, at: 0, data: { source: 3, id: 1, x: 0, y: 0 } }]],
  ['is damaged', '43', senseless()],
])('says that the recording %s, and offers to save it', async (words, start, events) => {
  const uuid = `${start}000000-2222-4333-8444-555555555555`;
  await post(uuid, postOf(uuid, events));
  await openReplay(start + '000000');
  const told = sheet().getByRole('alert').filter({ hasText: words });
  if (start === '43') await sheet().getByRole('button', { name: 'Play', exact: true }).press('Enter');
  await told.waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  const saved = open.page.waitForEvent('download');
  await told.getByRole('button', { name: 'Save' }).press('Enter');
  expect((await saved).suggestedFilename()).toMatch(/^replay-/);
});
