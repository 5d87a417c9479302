/**
 * Takes pictures of every screen in both themes, with four amounts of data, for people to look at. `--only WORD` takes
 * those whose name begins with it, `--readme` renews the ones that the README shows.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page, Request } from 'playwright-core';
import { launchChromium } from '../screen/open-page.ts';
import { screens, type Screen } from './screens.ts';
import { amounts, pictureTime, startSeeded, type Amount, type SeededCollector } from './seeded-collector.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, readme: { type: 'boolean', default: false } },
});
const folder = join(import.meta.dirname, '../../test-results/pictures');
const shownInReadme = [
  ['inbox-selected-some-light', 'inbox-light'],
  ['inbox-selected-some-dark', 'inbox-dark'],
  ['item-some-light', 'item-light'],
] as const;
const readmeFolder = join(import.meta.dirname, '../../renderer/pictures');

/** Calls of the page that are not answered yet. */
const underWay = new Set<Request>();

const wanted = screens.filter(({ name }) =>
  values.readme ? shownInReadme.some(([shown]) => shown.startsWith(`${name}-some`)) : name.startsWith(values.only),
);

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const amount of Object.keys(amounts) as Amount[]) await takeOf(amount);
  if (values.readme)
    for (const [name, shownAs] of shownInReadme)
      copyFileSync(join(folder, `${name}.png`), join(readmeFolder, `${shownAs}.png`));
} finally {
  await browser.close();
}

async function takeOf(amount: Amount): Promise<void> {
  const some = wanted.filter((screen) => screen.amounts.includes(amount) && (!values.readme || amount === 'some'));
  if (some.length === 0) return;
  const seeded = await startSeeded(amount);
  try {
    const item = await mostMet(seeded);
    for (const theme of ['light', 'dark'] as const) {
      const page = await openAt(browser, seeded.page, theme);
      for (const screen of some) {
        await show(page, screen, item);
        await take(page, `${screen.name}-${amount}-${theme}`);
        if (!screen.small) continue;
        await page.setViewportSize({ width: 640, height: 480 });
        await show(page, screen, item);
        await take(page, `${screen.name}-${amount}-${theme}-small`);
        await page.setViewportSize({ width: 1280, height: 800 });
      }
      await page.context().close();
    }
  } finally {
    await seeded.dispose();
  }
}

/** A page whose time stands still. */
async function openAt(from: Browser, address: string, theme: 'light' | 'dark'): Promise<Page> {
  const context = await from.newContext({
    ...{ viewport: { width: 1280, height: 800 }, colorScheme: theme, reducedMotion: 'reduce' },
    ...{ locale: 'en-GB', timezoneId: 'UTC' },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (request) => {
    if (request.url().includes('/call/')) underWay.add(request);
  });
  const answered = (request: Request): boolean => underWay.delete(request);
  page.on('requestfinished', answered).on('requestfailed', answered);
  await page.clock.setFixedTime(pictureTime);
  await page.goto(address);
  return page;
}

/** From a fresh page, so that no screen is left over from the one before. */
async function show(page: Page, screen: Screen, item: number): Promise<void> {
  const at = `#${screen.at.replace('{item}', String(item))}`;
  await page.evaluate((hash) => {
    localStorage.clear();
    location.hash = hash;
  }, at);
  await page.reload();
  await page.locator('main > :not([role=alert])').first().waitFor();
  await settle(page);
  if (!screen.act) return;
  await screen.act(page);
  await settle(page);
}

/** Waits until every call is answered and the page has been as it is for a while. */
async function settle(page: Page): Promise<void> {
  await stayAsItIs(page);
  while (underWay.size > 0) await stayAsItIs(page);
}

async function stayAsItIs(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const quiet = 250;
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, quiet);
      new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, quiet);
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    await document.fonts.ready;
  });
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`${name}\n`);
}

async function mostMet({ client }: SeededCollector): Promise<number> {
  const filter = { view: 'active', projectId: null, environment: null, text: 'platform:browser' } as const;
  const query = { sort: 'people', ascending: false, grouped: false, span: 'day' } as const;
  const { rows } = await client.call('items.list', { filter, ...query, cursor: null, limit: 1 });
  return rows[0]?.id ?? 1;
}
