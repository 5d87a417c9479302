import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostBytes, readTextFile } from '../../../../main/source/read-file.ts';
import { aFolder, type AFolder } from './a-folder.ts';

let folder: AFolder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => {
  folder.dispose();
});

it('reads a text without its byte order mark', async () => {
  const path = folder.write('a.ts', '\uFEFFconst naïve = "😀";\n');
  expect(await readTextFile(path)).toMatchObject({ kind: 'text', text: 'const naïve = "😀";\n' });
});

it('reads as much as is allowed and no more', async () => {
  expect(await readTextFile(folder.write('full.ts', 'x'.repeat(mostBytes)))).toMatchObject({ kind: 'text' });
  const large = await readTextFile(folder.write('large.ts', 'x'.repeat(mostBytes + 1)));
  expect(large).toMatchObject({ kind: 'absent', reason: 'too-large' });
});

it('reads nothing that is not a text file', async () => {
  expect(await readTextFile(folder.write('b.bin', Buffer.from([104, 0, 105])))).toMatchObject({ reason: 'not-text' });
  expect(await readTextFile(folder.path)).toMatchObject({ reason: 'not-text' });
  expect(await readTextFile(join(folder.path, 'none'))).toMatchObject({ reason: 'not-there' });
});

it.skipIf(process.platform === 'win32')('does not wait for a pipe, nor follow what has become a link', async () => {
  const pipe = join(folder.path, 'pipe');
  spawnSync('mkfifo', [pipe]);
  expect(await readTextFile(pipe)).toMatchObject({ reason: 'not-text' });
  const link = join(folder.path, 'link');
  symlinkSync(folder.write('target.ts', 'x'), link);
  expect(await readTextFile(link)).toMatchObject({ reason: 'unreadable' });
});
