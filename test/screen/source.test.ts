/** What a person does with code on this computer: maps a folder, reads the disk, sees who changed a line, opens it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { aClone, type AClone } from '../unit/main/source/git/a-clone.ts';
import { aFolder, type AFolder } from '../unit/main/source/a-folder.ts';
import { accessibilityProblems, openPage, type OpenPage } from './open-page.ts';

const lines = [
  'export function pay(cart) {',
  '  const total = sum(cart.lines);',
  '  return charge(total.amount);',
  '}',
  '',
];
const frame = (more: JsonObject): JsonObject => ({
  filename: '/srv/shop/src/pay.ts',
  lineno: 3,
  method: 'pay',
  ...more,
});
const report = (name: string, frames: JsonObject[]): JsonObject => ({
  ...{ environment: 'production', server: { root: '/srv/shop', host: 'web-1' } },
  body: { trace: { frames, exception: { class: name, message: 'total is undefined' } } },
});

let open: OpenPage;
let clone: AClone;
let tools: AFolder;
let written: string;
beforeAll(async () => {
  clone = aClone();
  clone.write('src/pay.ts', lines.join('\n'));
  clone.commit('Ada Lovelace', 'Charge the whole cart', 1_767_600_000_000);
  tools = aFolder();
  written = join(tools.path, 'opened');
  tools.write('my editor', `#!/bin/sh\nprintf '%s\\n' "$@" > "${written}"\n`, 0o755);
  open = await openPage();
  await open.post(
    report('NoContext', [
      frame({ filename: '/srv/shop/src/cart.ts', method: 'checkout' }),
      frame({ args: [{ id: 1 }] }),
    ]),
  );
  const context = { pre: lines.slice(0, 2), post: ['}'] };
  await open.post(report('WithContext', [frame({ code: '  return charge(total);', context, locals: { cart: null } })]));
});
afterAll(async () => {
  await open.dispose();
  clone.dispose();
  tools.dispose();
});

async function openItem(name: string): Promise<void> {
  await open.page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: /Active/ })
    .click();
  await open.page.getByRole('row').filter({ hasText: name }).first().click();
  await open.page.getByRole('heading', { name, level: 2 }).waitFor();
}
async function look(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await open.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open.picture(`source-${name}-${colorScheme}`);
    expect(await accessibilityProblems(open.page)).toEqual([]);
  }
  await open.page.emulateMedia({ colorScheme: 'light' });
}
const source = () => open.page.getByRole('group', { name: 'Source of /srv/shop/src/pay.ts on disk' });

it('says where no folder is set, and leads to the settings', async () => {
  const { page } = open;
  await openItem('WithContext');
  await page.getByText('No folder of this computer is set for this project.').waitFor();
  await look('unmapped');
  await page.keyboard.press('o');
  await page.getByRole('alert').getByText('No folder of this computer is set for this path.').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Set it in Settings' }).click();
  await page.getByRole('heading', { name: 'Code on this computer' }).waitFor();
});

it('takes a suggested path and its folder, and says what is wrong with one', async () => {
  const { page } = open;
  await page.getByRole('button', { name: '/srv/shop', exact: true }).click();
  const folder = page.getByRole('textbox', { name: 'Folder on this computer 1' });
  await folder.fill(join(clone.path, 'none'));
  await page.getByRole('button', { name: 'Save folders' }).click();
  await page.getByText('There is no such folder.').waitFor();
  await folder.scrollIntoViewIfNeeded();
  await look('settings-problem');
  await folder.fill(clone.path);
  await folder.press('Enter');
  await page.getByRole('status').getByText('Saved').waitFor();
});

it('takes an editor of one’s own, and says what is wrong with its command', async () => {
  const { page } = open;
  await page.getByRole('button', { name: /^Editor:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Own command' }).click();
  const command = page.getByRole('textbox', { name: 'Command of the editor' });
  await command.fill('sh -c "vim {file}"');
  await command.press('Enter');
  await page.getByText('A shell would read names of files as commands.').waitFor();
  await command.fill(`"${join(tools.path, 'my editor')}" --line {line} {file}`);
  await command.press('Enter');
  await page.getByText('A shell would read').waitFor({ state: 'detached' });
  await command.scrollIntoViewIfNeeded();
  await look('settings');
});

it('reads the code from the disk where the report has none, and tells who changed the line', async () => {
  const { page } = open;
  await openItem('NoContext');
  await source().getByText('return charge(total.amount);').waitFor();
  await page.getByText(/Ada Lovelace changed this line/).waitFor();
  await page.getByText('Charge the whole cart').waitFor();
  await look('disk');
  await page.getByRole('button', { name: /cart\.ts/ }).click();
  await page.getByText(`${join(clone.path, 'src/cart.ts')} is not there.`).waitFor();
});

it('opens the frame in hand in the editor, by key', async () => {
  const { page } = open;
  await page.getByRole('button', { name: /^\/srv\/shop\/src\/pay\.ts/ }).focus();
  await page.keyboard.press('o');
  await page.getByText('Opened in my editor').waitFor();
  expect(readFileSync(written, 'utf8')).toBe(`--line\n3\n${join(clone.path, 'src/pay.ts')}\n`);
});

it('shows the report’s code and the disk’s, and says that they differ', async () => {
  const { page } = open;
  clone.write('src/pay.ts', lines.join('\n').replace('sum(cart.lines)', 'add(cart.lines)'));
  await openItem('WithContext');
  await page.getByText('The file on disk differs from what ran.').waitFor();
  await page.getByText('The file has uncommitted changes.').waitFor();
  await page.getByRole('button', { name: 'On disk' }).click();
  await source().getByText('add(cart.lines)').waitFor();
  await look('differs');
  await page.getByRole('button', { name: 'In the report' }).click();
  await page.getByText('charge(total);').waitFor();
});

it('tells when the editor cannot be started', async () => {
  const { page } = open;
  tools.write('my editor', '#!/bin/sh\nexit 7\n');
  await page.getByRole('button', { name: /^Open in editor/ }).click();
  await page.getByRole('alert').getByText('ended at once with code 7').waitFor();
  expect(existsSync(written)).toBe(true);
  expect(open.complaints).toEqual([]);
});
