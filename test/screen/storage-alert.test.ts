/** What a person sees when the data folder is gone, and when it is back. */
import { renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorData } from '../collector/running-collector.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

let open: OpenPage;
beforeEach(async () => {
  open = await openPage();
});
afterEach(() => open.dispose());

it('says that the folder is gone and what to do, and nothing once it is back', async () => {
  const { page, headless } = open;
  await open.post(errorData());
  await page.getByText('x is not a function').first().waitFor();
  const alert = page.getByRole('alert').filter({ hasText: 'The data folder is gone.' });
  expect(await alert.count()).toBe(0);
  renameSync(headless.data, `${headless.data}-elsewhere`);
  try {
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Put it back where it was');
    await open.picture('storage-alert');
    expect(await accessibilityProblems(page)).toEqual([]);
    // The list is still there to be read.
    expect(await page.getByText('x is not a function').first().isVisible()).toBe(true);
    await page.getByRole('status').filter({ hasText: 'The data folder is gone.' }).waitFor();
  } finally {
    renameSync(`${headless.data}-elsewhere`, headless.data);
  }
  await alert.waitFor({ state: 'detached' });
  await page.getByText('All reports on disk').waitFor();
});
