/** What pictures are taken of. A new screen is one more line. */
import type { Page } from 'playwright-core';
import type { Amount } from './seeded-collector.ts';

export interface Screen {
  name: string;
  amounts: readonly Amount[];
  /** The address behind the `#`; `{item}` is the id of the item that most people met. */
  at: string;
  /** What is done there before the picture, if anything. */
  act?: (page: Page) => Promise<void>;
  /** Also in the smallest window. */
  small?: true;
}

const every = ['none', 'one', 'some', 'much'] as const;
const filled = ['some'] as const;
const press =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const tab = (name: string): Screen => ({
  ...{ name: `item-${name}`, amounts: filled, at: `/item/{item}?tab=${name}` },
});
/** Scrolled until the heading stands at the top. */
const settings = (heading: string): Screen => ({
  ...{ name: `settings-${heading.toLowerCase().replaceAll(' ', '-')}`, amounts: ['none', 'some'], at: '/settings' },
  act: (page) =>
    page.getByRole('heading', { name: heading, exact: true }).evaluate((found) => {
      found.scrollIntoView();
    }),
});

export const screens: readonly Screen[] = [
  { name: 'inbox', amounts: every, at: '/active', small: true },
  { name: 'inbox-selected', amounts: filled, at: '/active', act: press('j', 'j', 'j') },
  { name: 'inbox-checked', amounts: filled, at: '/active', act: press('j', 'x', 'j', 'x', 'j', 'x'), small: true },
  { name: 'inbox-peek', amounts: filled, at: '/active', act: press('j', 'j', ' '), small: true },
  { name: 'inbox-grouped', amounts: ['some', 'much'], at: '/active', act: press('Shift+G') },
  { name: 'inbox-compact', amounts: filled, at: '/active', act: press('Control+Shift+d') },
  { name: 'inbox-look', amounts: filled, at: '/active', act: click('How the list looks') },
  { name: 'inbox-search', amounts: filled, at: '/active?text=level:error%20timed%20out' },
  { name: 'inbox-nothing-found', amounts: filled, at: '/active?text=host:nowhere' },
  { name: 'inbox-wrong-search', amounts: filled, at: '/active?text=level:loud' },
  {
    ...{ name: 'inbox-completion', amounts: filled, at: '/active' },
    act: async (page) => {
      await page.locator('#filter').pressSequentially('level:');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'snooze', amounts: filled, at: '/active', act: press('j', 'h'), small: true },
  { name: 'resolve-in', amounts: filled, at: '/active', act: press('j', 'Shift+E'), small: true },
  {
    ...{ name: 'rule-from-an-item', amounts: filled, at: '/item/{item}', small: true },
    act: async (page) => {
      await page.getByText('Why is this here?').click();
      await page.getByRole('button', { name: 'Split by…' }).click();
      await page.getByLabel('Path in the payload').fill('environment');
      await page.getByLabel('Path in the payload').press('Tab');
    },
  },
  { name: 'level', amounts: filled, at: '/active', act: press('j', 'l') },
  { name: 'rename', amounts: filled, at: '/active', act: press('j', 'r') },
  { name: 'assign', amounts: filled, at: '/active', act: press('j', 'a') },
  { name: 'resolved-toast', amounts: filled, at: '/active', act: press('j', 'e') },
  { name: 'new', amounts: ['none', 'some'], at: '/new' },
  { name: 'snoozed', amounts: ['none', 'some'], at: '/snoozed' },
  { name: 'muted', amounts: ['none', 'some'], at: '/muted' },
  { name: 'resolved', amounts: ['none', 'some'], at: '/resolved' },
  { name: 'deleted', amounts: ['none', 'some'], at: '/deleted' },
  {
    ...{ name: 'deleted-checked', amounts: filled, at: '/active' },
    act: press('j', 'x', 'j', 'x', 'Delete', '7', 'j', 'x'),
  },
  { name: 'refused', amounts: ['none', 'some'], at: '/refused', small: true },
  { name: 'refused-detail', amounts: filled, at: '/refused/1', small: true },
  { name: 'deploys', amounts: ['none', 'some'], at: '/deploys', small: true },
  { name: 'deploy', amounts: filled, at: '/deploys/1' },
  { name: 'versions', amounts: ['none', 'some'], at: '/versions', small: true },
  { name: 'version', amounts: filled, at: '/versions/1' },
  { name: 'occurrences', amounts: ['none', 'some', 'much'], at: '/occurrences', small: true },
  { name: 'query', amounts: ['none', 'some'], at: '/query', small: true },
  { name: 'item', amounts: ['one', 'some'], at: '/item/{item}', small: true },
  { name: 'item-missing', amounts: filled, at: '/item/999999' },
  tab('occurrences'),
  tab('telemetry'),
  tab('request'),
  tab('context'),
  tab('people'),
  tab('breakdown'),
  tab('related'),
  tab('raw'),
  tab('activity'),
  { ...tab('compare'), at: '/item/{item}', act: press('v') },
  { name: 'settings', amounts: ['none', 'some', 'much'], at: '/settings', small: true },
  settings('Projects'),
  {
    ...{ name: 'settings-project', amounts: filled, at: '/settings' },
    act: async (page) => {
      await page
        .getByRole('button', { name: /tokens? of/ })
        .first()
        .click();
      await page.getByRole('switch', { name: 'Resolve quiet items' }).waitFor();
    },
  },
  {
    ...{ name: 'settings-found', amounts: filled, at: '/settings/connect' },
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Search the settings' }).fill('to');
    },
  },
  {
    ...{ name: 'settings-archived', amounts: filled, at: '/settings/projects' },
    act: async (page) => {
      await page
        .getByRole('button', { name: /tokens? of/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Archive project' }).click();
      await page.getByRole('heading', { name: 'Archived' }).waitFor();
    },
  },
  settings('Code on this computer'),
  settings('Symbol files'),
  settings('Account'),
  settings('Data'),
  settings('Listener'),
  settings('Appearance'),
  settings('Keys'),
  settings('Redaction and copies'),
  { name: 'palette', amounts: ['none', 'some'], at: '/active', act: press('Control+k'), small: true },
  {
    ...{ name: 'palette-typed', amounts: filled, at: '/item/{item}' },
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('re');
      await page.getByRole('group', { name: 'Items' }).waitFor();
    },
  },
  { name: 'copy-menu', amounts: filled, at: '/item/{item}', act: click('Copy') },
  { name: 'send-again', amounts: filled, at: '/item/{item}', act: press('Shift+Y'), small: true },
  settings('Notifications'),
  settings('Desktop'),
  settings('About'),
  { name: 'licences', amounts: filled, at: '/settings', act: click('Show licences') },
  settings('Storage'),
  { name: 'keys', amounts: filled, at: '/active', act: press('?'), small: true },
];
