/** Every screen in both themes: a picture for people to look at, and what axe finds wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage();
});
afterAll(async () => {
  await open.dispose();
});

const themes = ['light', 'dark'] as const;

async function look(name: string, theme: 'light' | 'dark'): Promise<void> {
  await open.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await open.picture(`${name}-${theme}`);
  expect(await accessibilityProblems(open.page)).toEqual([]);
}

it('the first run in both themes', async () => {
  await open.page.getByText('Waiting for the first report').waitFor();
  for (const theme of themes) await look('first-run', theme);
});

describe.each(themes)('in the %s theme', (theme) => {
  it('the inbox with many items, long titles and all levels', async () => {
    const levels = ['critical', 'error', 'warning', 'info', 'debug'];
    const posts = Array.from({ length: 120 }, (_, index) =>
      open.post(
        errorData(
          {
            level: levels[index % 5] ?? 'error',
            title: `Item ${String(index)} ${'of a long story '.repeat(index % 40)}`,
          },
          { method: `m${'abcdefghij'.charAt(index % 10)}${'abcdefghijkl'.charAt(Math.floor(index / 10))}` },
        ),
      ),
    );
    await Promise.all(posts);
    await open.page.getByRole('row', { name: /Item/ }).first().waitFor();
    await open.page.keyboard.press('j');
    await look('inbox', theme);
  });

  it('an item', async () => {
    await open.page.keyboard.press('t');
    const row = open.page.getByRole('row').filter({ hasText: 'CheckoutError' }).first();
    const waiting = open.page.getByRole('button', { name: /\d+ new/ });
    await row.or(waiting).first().waitFor();
    if (await waiting.isVisible()) await open.page.keyboard.press('.');
    await row.click();
    await open.page.getByText('caused by').waitFor();
    await open.page.locator('.shiki, [class*=code] span').first().waitFor();
    await look('item', theme);
    for (const tab of ['Occurrences', 'Telemetry', 'Request', 'Context', 'People', 'Related', 'Raw', 'Activity']) {
      await open.page.getByRole('tab', { name: tab }).click();
      await open.page.getByRole('tabpanel').locator('*').first().waitFor();
      await look(`item-${tab.toLowerCase()}`, theme);
    }
    await open.page.keyboard.press('u');
  });

  it('refused deliveries, settings and the sheet of keys', async () => {
    await open.post({ environment: 'production' });
    const views = open.page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: /Refused/ }).click();
    await open.page
      .getByText(/data\.body must not be undefined/)
      .first()
      .waitFor();
    await look('refused', theme);
    await views.getByRole('link', { name: /Settings/ }).click();
    await open.page.getByRole('heading', { name: 'Connect an app' }).waitFor();
    await look('settings', theme);
    await views.getByRole('link', { name: /Active/ }).click();
    await open.page.keyboard.press('?');
    await open.page.getByRole('dialog').waitFor();
    await look('keys', theme);
    await open.page.keyboard.press('Escape');
  });

  it('deploys and versions, none and some', async () => {
    await open.page.keyboard.press('g');
    await open.page.keyboard.press('d');
    if (theme === 'light') {
      await open.page.getByRole('heading', { name: 'No deploys yet' }).waitFor();
      await look('deploys-none', theme);
    }
    for (const [status, revision] of Object.entries({
      ...{ succeeded: '9fceb02d0ae598e95dc970b74767f19372d61af8', failed: '4.18.1', started: `4.18.2-${theme}` },
    })) {
      const deploy = { environment: 'production', revision, status, local_username: 'robin', comment: 'of the shop' };
      await open.deploy(deploy);
    }
    await open.post(errorData({ code_version: `4.18.2-${theme}`, level: 'warning' }, { method: `after${theme}` }));
    const deploys = open.page.getByRole('navigation', { name: 'Deploys' });
    await deploys.getByRole('link', { name: new RegExp(`4.18.2-${theme}.*1 new`) }).waitFor();
    await look('deploys', theme);
    await open.page.keyboard.press('Home');
    await open.page.getByRole('region', { name: 'Deploy', exact: true }).getByRole('list').waitFor();
    await look('deploy', theme);
    await open.page.keyboard.press('n');
    await open.page.getByRole('dialog').waitFor();
    await look('deploy-by-hand', theme);
    await open.page.keyboard.press('Escape');
    await open.page.keyboard.press('g');
    await open.page.keyboard.press('v');
    await open.page.getByRole('navigation', { name: 'Versions' }).getByRole('link').first().waitFor();
    await open.page.keyboard.press('Home');
    await open.page.getByRole('tab', { name: /New/ }).waitFor();
    await look('version', theme);
  });

  it('the console of queries', async () => {
    await open.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Query' }).click();
    await open.page.getByRole('button', { name: /What failed most today/ }).click();
    await open.page.getByRole('button', { name: /^Run/ }).click();
    await open.page.getByRole('grid', { name: 'Result' }).getByRole('gridcell').nth(2).click();
    await look('query', theme);
    await open.page.setViewportSize({ width: 640, height: 560 });
    await look('query-small', theme);
    await open.page.setViewportSize({ width: 1280, height: 800 });
    await open.page.keyboard.press('1');
  });

  it('empty views and a small window', async () => {
    const views = open.page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: /Muted/ }).click();
    await look('muted-empty', theme);
    await views.getByRole('link', { name: /Active/ }).click();
    await open.page.setViewportSize({ width: 640, height: 480 });
    await look('small', theme);
    await open.page.setViewportSize({ width: 1280, height: 800 });
  });
});
