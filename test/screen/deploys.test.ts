/** What a person does with deploys and versions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { JsonObject } from '../../shared/json.ts';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
let clone: string;
beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), 'stacktray-deployed-'));
  const git = (...words: string[]) => spawnSync('git', ['-C', clone, ...words], { encoding: 'utf8' });
  git('init', '-q');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'first');
  open = await openPage();
  await open.post(errorData({ code_version: '0.9' }));
  await open.page.getByRole('row', { name: /TypeError/ }).waitFor();
});
afterAll(async () => {
  await open.dispose();
  rmSync(clone, { recursive: true, force: true });
});

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await open.page.keyboard.press(key);
};
const list = (): Locator => open.page.getByRole('navigation', { name: 'Deploys' });
const pane = (name = 'Deploy'): Locator => open.page.getByRole('region', { name, exact: true });
const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name });
const deploy = (fields: JsonObject): Promise<Response> => open.deploy({ environment: 'production', ...fields });

it('teaches with a command that works as it stands', async () => {
  await press('g', 'd');
  await open.page.getByRole('heading', { name: 'No deploys yet' }).waitFor();
  const code = open.page.getByRole('group', { name: 'Command that tells of a deploy' });
  await code.getByText('local_username').waitFor();
  const lines = await code.locator('code').allTextContents();
  await open.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button('Copy command').click();
  const copied = await open.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(lines.join('\n'));
  expect(await accessibilityProblems(open.page)).toEqual([]);

  const sent = spawnSync('sh', ['-c', copied], {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, USER: 'robin' },
  });
  expect(sent.stdout).toContain('deploy_id');
  const head = spawnSync('git', ['-C', clone, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
  await list().getByText(head.slice(0, 12)).waitFor();
  await list()
    .getByText(/production · robin/)
    .waitFor();
});

it('records a deploy by hand with the keyboard alone, and takes it back', async () => {
  await press('n');
  await open.page.getByRole('dialog', { name: 'Record a deploy' }).waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.page.keyboard.type('4.18.2');
  await open.page.getByRole('textbox', { name: 'Deployed by' }).fill('mira');
  await open.page.getByRole('textbox', { name: 'Comment' }).fill('second try');
  await button('Has just started').click();
  await open.page.getByRole('textbox', { name: 'Revision' }).press('Enter');
  await list().getByText('4.18.2').waitFor();
  await list().getByText('second try').waitFor();
  await press('z');
  await list().getByText('4.18.2').waitFor({ state: 'detached' });
  await press('z');
  await open.page.getByText('Nothing to undo').waitFor();
  await press('n');
  await press('Escape');
  await open.page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('says how a started deploy ended', async () => {
  await deploy({ revision: '5.0', status: 'started', local_username: 'mira' });
  await list().getByText('5.0').waitFor();
  await press('j');
  await pane().getByRole('heading', { name: '5.0' }).waitFor();
  await button('It failed').click();
  await pane().getByText('It failed, so that items of that time belong to the deploy before it.').waitFor();
  await press('z');
  await button('It succeeded').click();
  await button('It succeeded').waitFor({ state: 'detached' });
  await pane().getByRole('img', { name: 'succeeded' }).waitFor();
});

it('shows what began after a deploy, and an item names its deploy', async () => {
  await open.post(errorData({ code_version: '5.0' }, { method: 'refund' }));
  await list().getByText('1 new').waitFor();
  await pane()
    .getByRole('list', { name: 'Began' })
    .getByRole('link', { name: /refund/ })
    .click();
  const facts = open.page.getByRole('complementary', { name: 'Facts' });
  await facts.getByRole('heading', { name: 'Suspect deploy' }).waitFor();
  await facts.getByText(/before, by mira/).waitFor();
  await open.picture('item-suspect-deploy');
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await facts.getByRole('link', { name: '5.0' }).click();
  await pane().getByRole('heading', { name: '5.0' }).waitFor();
  await pane().getByRole('link', { name: 'All items of this version' }).click();
  await pane('Version')
    .getByRole('link', { name: /refund/ })
    .waitFor();
});

it('tells what a version means to items, and compares two of them', async () => {
  await press('g', 'v');
  const versions = open.page.getByRole('navigation', { name: 'Versions' });
  await versions.getByRole('link', { name: /5\.0.*deployed by mira.*1 new/ }).click();
  const version = pane('Version');
  await version.getByRole('link', { name: /refund/ }).waitFor();
  await open.post(errorData({ code_version: '5.0' }));
  await version.getByRole('tab', { name: /Seen before\s*1/ }).click();
  await version.getByRole('link', { name: /TypeError.*pay/ }).waitFor();
  await version.getByRole('button', { name: /Compare with/ }).click();
  await open.page.getByRole('menuitemradio', { name: '0.9' }).click();
  await version.getByRole('heading', { name: /New in 5\.0\s*: 1/ }).waitFor();
  await version.getByRole('heading', { name: /New in 0\.9\s*: 1/ }).waitFor();
  await version.getByRole('link', { name: /refund/ }).waitFor();
  await version.getByRole('link', { name: /TypeError.*pay/ }).waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.page.reload();
  await version.getByRole('heading', { name: /New in 0\.9\s*: 1/ }).waitFor();
  await press('Escape');
  await version.waitFor({ state: 'detached' });
});

it('keeps to an environment, and says when nothing is there', async () => {
  await deploy({ revision: 'only-staging', environment: 'staging' });
  await press('g', 'd');
  await list().getByText('only-staging').waitFor();
  await button(/^Environment: /).click();
  await open.page.getByRole('menuitemradio', { name: 'staging' }).click();
  await list().getByText('5.0').waitFor({ state: 'detached' });
  expect(open.page.url()).toContain('environment=staging');
  await open.page.goto(open.page.url().replace('environment=staging', 'environment=nowhere'));
  await open.page.getByRole('heading', { name: 'No deploys here' }).waitFor();
  await button('Show all deploys').click();
  await list().getByText('5.0').waitFor();
});

it('shows hostile values as the text that they are', async () => {
  const hostile = `<img src=x onerror="document.title='taken'">\u202e\u0007${'W'.repeat(200)}`;
  await deploy({ revision: hostile, local_username: hostile, comment: hostile, environment: '<b>bold</b>' });
  await list().getByText('<b>bold</b>').waitFor();
  await press('Home');
  await pane()
    .getByRole('heading', { name: /<img src=x/ })
    .waitFor();
  expect(await open.page.locator('img').count()).toBe(0);
  expect(await open.page.title()).toBe('Deploys – Stacktray');
  const widths = await open.page.evaluate(() => [document.body.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBe(widths[1]);
  await open.picture('deploys-hostile');
  expect(await accessibilityProblems(open.page)).toEqual([]);
});

it('holds only the rows in sight of a long list, and loads on where it is scrolled to', async () => {
  for (let number = 0; number < 220; number += 1) await deploy({ revision: `r${String(number)}` });
  await press('Escape');
  await list().getByText('r219', { exact: true }).waitFor();
  expect(await list().getByRole('link').count()).toBeLessThan(60);
  await expect
    .poll(
      async () => {
        await list().evaluate((element) => (element.scrollTop = element.scrollHeight));
        return list().getByText('5.0', { exact: true }).count();
      },
      { timeout: 10_000 },
    )
    .toBe(1);
  expect(open.complaints).toEqual([]);
});
