/** What a person does with the data as a whole, in the settings. */
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
let bundle: string;
beforeAll(async () => {
  open = await openPage();
  for (const method of ['pay', 'ship']) await open.post(errorData({}, { method }));
  await open.page.getByRole('link', { name: /Settings/ }).click();
  await open.page.getByRole('heading', { name: 'Data', exact: true }).scrollIntoViewIfNeeded();
});
afterAll(async () => {
  await open.dispose();
});

const button = (name: string | RegExp): Locator => open.page.getByRole('button', { name, exact: true });
const status = (words: string | RegExp): Promise<void> => open.page.getByRole('status').getByText(words).waitFor();
const backups = (): Locator => open.page.getByRole('list', { name: 'Backups' }).getByRole('listitem');

it('backs up by key, and lists what the backup holds', async () => {
  await button('Back up now').focus();
  await open.page.keyboard.press('Enter');
  await status('2 occurrences backed up to');
  expect(await backups().textContent()).toContain('2 items, 2 occurrences');
  expect(await accessibilityProblems(open.page)).toEqual([]);
  await open.picture('settings-data');
});

it('checks the data', async () => {
  await button('Check the data').click();
  await status('Sound: 2 items, 2 occurrences.');
});

it('restores a backup after asking, and goes on with it', async () => {
  await open.post(errorData({}, { method: 'bill' }));
  await button(/^Restore the Backup/).click();
  expect(await open.page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Keep');
  await button(/^Restore the Backup.* now$/).click();
  await open.page.getByText('Data before a restore').waitFor();
  await button('Check the data').click();
  await status('Sound: 2 items, 2 occurrences.');
  expect((await open.post(errorData({}, { method: 'again' }))).status).toBe(200);
  // What the page said while nobody answered.
  open.complaints.length = 0;
});

it('exports into a file, and says when all of an import is known', async () => {
  const download = open.page.waitForEvent('download');
  await button('Export').click();
  bundle = await (await download).path();
  expect(readFileSync(bundle).length).toBeGreaterThan(500);
  await open.page.getByLabel('Import a bundle').setInputFiles(bundle);
  await status('0 occurrences of 0 items imported; 3 were here already.');
});

it('imports into another installation what is dropped there, and says what is wrong with another file', async () => {
  const other = await openPage();
  try {
    await other.page.goto(`${other.headless.page}#/settings`);
    const drop = other.page.getByText('Import a bundle');
    const dropped = await other.page.evaluateHandle((base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'bundle.jsonl.gz'));
      return data;
    }, readFileSync(bundle).toString('base64'));
    await drop.dispatchEvent('drop', { dataTransfer: dropped });
    await other.page.getByText('3 occurrences of 3 items imported.').waitFor();
    await other.page
      .getByLabel('Import a bundle')
      .setInputFiles({ name: 'x.gz', mimeType: 'application/gzip', buffer: Buffer.from('nothing of the kind') });
    await other.page.getByText('it is damaged, or no bundle').waitFor();
    await other.page.goto(`${other.headless.page}#/all`);
    await other.page.getByText('TypeError: x is not a function').first().waitFor();
    expect(other.complaints).toEqual([]);
  } finally {
    await other.dispose();
  }
});

it('deletes a backup after asking', async () => {
  await button(/^Delete the Data before a restore/)
    .first()
    .click();
  await button(/^Delete the Data before a restore.* now$/).click();
  await open.page.getByText('Data before a restore').waitFor({ state: 'detached' });
  expect(open.complaints).toEqual([]);
});
